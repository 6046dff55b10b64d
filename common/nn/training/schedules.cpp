#include "nn/training/schedules.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace nn {
namespace {

double between(double start, double end, double at) {
  return start + (end - start) * at;
}

double half_wave(double start, double end, double at) {
  return end + (start - end) * (1 + std::cos(std::numbers::pi * at)) / 2;
}

void check_share(const char* what, double share) {
  if (!(share >= 0 && share <= 1))
    throw UsageError(fmt::format(
        "the schedule's {} is a share from 0 to 1, not {}", what, share));
}

}  // namespace

Schedule constant() {
  return {};
}

Schedule step_decay(double share, double factor, double first) {
  check_share("step", share);
  check_share("factor", factor);
  check_share("first step", first);
  if (share == 0) throw UsageError("the schedule's step must be longer than 0");
  Schedule schedule;
  schedule.kind_ = Schedule::Kind::step;
  schedule.share_ = share;
  schedule.factor_ = factor;
  schedule.late_ = first == 0 ? 0 : first - share;
  return schedule;
}

Schedule exponential(double end) {
  check_share("end", end);
  Schedule schedule;
  schedule.kind_ = Schedule::Kind::exponential;
  schedule.end_ = end;
  return schedule;
}

Schedule linear_to_zero() {
  Schedule schedule;
  schedule.kind_ = Schedule::Kind::linear;
  schedule.end_ = 0;
  return schedule;
}

Schedule cosine(double end) {
  check_share("end", end);
  Schedule schedule;
  schedule.kind_ = Schedule::Kind::cosine;
  schedule.end_ = end;
  return schedule;
}

Schedule one_cycle(double share, double divisor, double end_divisor,
                   Schedule::Anneal anneal) {
  check_share("rise", share);
  check_share("start", 1 / divisor);
  check_share("end", 1 / end_divisor);
  Schedule schedule;
  schedule.kind_ = Schedule::Kind::one_cycle;
  schedule.share_ = share;
  schedule.start_ = 1 / divisor;
  schedule.end_ = 1 / divisor / end_divisor;
  schedule.anneal_ = anneal;
  return schedule;
}

Schedule Schedule::with_warm_up(double share, double start) const {
  check_share("warm-up", share);
  check_share("start", start);
  Schedule schedule = *this;
  schedule.warm_up_ = share;
  schedule.warm_start_ = start;
  return schedule;
}

double Schedule::at(std::int64_t step, std::int64_t total_steps) const {
  const auto total =
      static_cast<double>(std::max<std::int64_t>(total_steps, 1));
  const double now = std::clamp(static_cast<double>(step), 0.0, total);
  const double warm = warm_up_ * total;
  if (now < warm) return between(warm_start_, 1, now / warm);
  return after_warm_up(now - warm, total - warm);
}

// #region schedules
double Schedule::after_warm_up(double step, double steps) const {
  const double part = steps > 0 ? step / steps : 1;  // done of this phase
  switch (kind_) {
    case Kind::constant:
      return 1;
    case Kind::step:  // a share of 7/30 is not exact: 7 steps count as one
      return std::pow(
          factor_, std::floor(std::max(0.0, (part - late_) / share_ + 1e-9)));
    case Kind::exponential:
      return std::pow(end_, part);
    case Kind::linear:
      return between(1, end_, part);
    case Kind::cosine:
      return half_wave(1, end_, part);
    case Kind::one_cycle:
      return one_cycle_at(step, steps);
  }
  return 1;
}

double Schedule::one_cycle_at(double step, double steps) const {
  // PyTorch's two phases end one step early: at the last step the rate has
  // reached its final value.
  const double top = share_ * steps - 1, last = steps - 1;
  const auto anneal = anneal_ == Anneal::linear ? between : half_wave;
  if (step < top) return anneal(start_, 1, step / top);
  if (last <= top) return 1;
  return anneal(1, end_, std::min(1.0, (step - top) / (last - top)));
}
// #endregion schedules

namespace {

/// A schedule's name, and its numbers in words, with their defaults.
struct Form {
  std::string_view name, arguments;
  std::vector<double> defaults;
  Schedule (*make)(std::span<const double>);
};

using Numbers = std::span<const double>;

const std::vector<Form>& forms() {
  static const std::vector<Form> all = {
      {"constant", "", {}, [](Numbers) { return constant(); }},
      {"step",
       ":SHARE:FACTOR:FIRST",
       {0.3, 0.1, 0},
       [](Numbers n) { return step_decay(n[0], n[1], n[2]); }},
      {"exponential",
       ":END",
       {0.01},
       [](Numbers n) { return exponential(n[0]); }},
      {"linear", "", {}, [](Numbers) { return linear_to_zero(); }},
      {"cosine", ":END", {0}, [](Numbers n) { return cosine(n[0]); }},
      {"one-cycle", ":SHARE", {0.3}, [](Numbers n) { return one_cycle(n[0]); }},
      {"warmup",
       ":SHARE",
       {0.1},
       [](Numbers n) { return constant().with_warm_up(n[0]); }},
      {"warmup-linear",
       ":SHARE",
       {0.1},
       [](Numbers n) { return linear_to_zero().with_warm_up(n[0]); }},
      {"warmup-cosine", ":SHARE:END", {0.1, 0}, [](Numbers n) {
         return cosine(n[1]).with_warm_up(n[0]);
       }}};
  return all;
}

[[noreturn]] void refuse(std::string_view text) {
  throw UsageError(fmt::format("no schedule is called \"{}\"; there are {}",
                               text, schedule_help()));
}

std::vector<std::string_view> split_at_colons(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t colon; (colon = text.find(':')) != text.npos;) {
    parts.push_back(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

Schedule parse_schedule(std::string_view text) {
  const auto parts = split_at_colons(text);
  const auto form = std::find_if(forms().begin(), forms().end(),
                                 [&](auto& f) { return f.name == parts[0]; });
  if (form == forms().end() || parts.size() > form->defaults.size() + 1)
    refuse(text);
  std::vector<double> numbers = form->defaults;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const char* end = parts[i].data() + parts[i].size();
    const auto result = std::from_chars(parts[i].data(), end, numbers[i - 1]);
    if (result.ec != std::errc() || result.ptr != end) refuse(text);
  }
  return form->make(numbers);
}

std::string schedule_help() {
  std::string help;
  for (const Form& form : forms())
    help += fmt::format("{}{}{}", help.empty() ? "" : ", ", form.name,
                        form.arguments);
  return help + " (numbers are shares from 0 to 1 and may be left out)";
}

}  // namespace nn
