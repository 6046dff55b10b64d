/// Who does what in a model: operators become steps, steps become stages, and
/// the samples of a stage are divided among the threads. nn/model/model.hpp
/// says what it does.
#pragma once

#include "nn/core/sums.hpp"
#include "nn/model/model.hpp"

namespace nn {

/// Steps join the stage before them if they want as many samples at once.
template <Backend B>
typename Model<B>::Schedule Model<B>::make_schedule(Mode mode) const {
  Schedule schedule;
  std::vector<Step>& steps = schedule.steps;
  std::vector<Stage>& stages = schedule.stages;
  const auto add = [&](std::size_t node, Half half) {
    const Tiling tiling = nodes_[node].executes->tiling();
    steps.push_back({node, half});
    const bool joins =
        !stages.empty() && half != Half::second &&
        stages.back().tiling != Tiling::whole && tiling != Tiling::whole &&
        (tiling == stages.back().tiling || tiling == Tiling::any ||
         stages.back().tiling == Tiling::any);
    if (!joins) stages.push_back({steps.size() - 1, steps.size(), tiling});
    stages.back().last = steps.size();
    if (tiling != Tiling::any) stages.back().tiling = tiling;
  };
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (mode == Mode::train && nodes_[i].executes->in_halves()) {
      add(i, Half::first);
      add(i, Half::second);
    } else {
      add(i, Half::whole);
    }
  return schedule;
}

/// The gradient of what never leaves a stage that goes sample by sample: going
/// backward, all who write it and the one who reads it are there.
template <Backend B>
void Model<B>::mark_transient() {
  if (B::few_samples != 1) return;
  const std::vector<Stage>& stages = training_.stages;
  std::vector<std::vector<std::size_t>> touched(values_.size());
  for (std::size_t i = 0; i < stages.size(); ++i)
    for (std::size_t k = stages[i].first; k < stages[i].last; ++k) {
      const Step& step = training_.steps[k];
      touched[step.node + 1].push_back(i);
      if (step.half == Half::second) continue;  // its first half writes
      for (const Input& input : nodes_[step.node].inputs)
        touched[input.value].push_back(i);
    }
  for (std::size_t v = 1; v + 1 < values_.size(); ++v) {
    const auto& in = touched[v];
    const bool one = std::equal(in.begin() + 1, in.end(), in.begin());
    values_[v].transient = one && stages[in.front()].tiling == Tiling::few;
  }
}

template <Backend B>
std::size_t Model<B>::workers() const {
  return std::min(samples_, B::fed_by(work_ * static_cast<double>(samples_)));
}

/// Has a node in halves just left its sums, going forward (or, `reverse`,
/// backward)?
template <Backend B>
bool Model<B>::begins_with_combined(const Schedule& schedule,
                                    const Stage& stage, bool reverse) const {
  return reverse ? schedule.steps[stage.last - 1].half == Half::first
                 : schedule.steps[stage.first].half == Half::second;
}

/// Does somebody sum over samples? Each worker then has whole parts of the sums
/// (nn/core/sums.hpp): a node in halves, and, going backward, convolutions.
template <Backend B>
bool Model<B>::adds_up(const Schedule& schedule, const Stage& stage,
                       bool reverse) const {
  if (reverse && stage.tiling == Tiling::few) return true;
  return std::any_of(
      schedule.steps.begin() + static_cast<std::ptrdiff_t>(stage.first),
      schedule.steps.begin() + static_cast<std::ptrdiff_t>(stage.last),
      [&](const Step& step) {
        return step.half == (reverse ? Half::second : Half::first);
      });
}

template <Backend B>
void Model<B>::combine(const Step& step, bool reverse) {
  const Node& node = nodes_[step.node];
  const Context context = context_of(node, {0, samples_}, {});
  if (reverse)
    node.executes->combine_gradient(context);
  else
    node.executes->combine(context);
}

template <Backend B>
template <class F>
void Model<B>::for_each_tile(const Schedule& schedule, bool reverse, F&& f) {
  const std::vector<Step>& steps = schedule.steps;
  const std::vector<Stage>& stages = schedule.stages;
  const auto stage = [&](std::size_t i) -> const Stage& {
    return stages[reverse ? stages.size() - 1 - i : i];
  };
  const auto tile = [&](Range samples, const Stage& s, Worker worker) {
    for (std::size_t i = 0; i < s.last - s.first; ++i)
      f(steps[reverse ? s.last - 1 - i : s.first + i], samples, worker);
  };
  for (std::size_t i = 0; i < stages.size();) {
    const Stage& first = stage(i);
    if (begins_with_combined(schedule, first, reverse))
      combine(steps[reverse ? first.last - 1 : first.first], reverse);
    if (first.tiling == Tiling::whole) {
      tile(Range{0, samples_}, stage(i++), Worker{});
      continue;
    }
    // All stages up to the next one that needs the whole batch.
    bool in_parts = adds_up(schedule, first, reverse);
    std::size_t end = i + 1;
    for (; end < stages.size() && stage(end).tiling != Tiling::whole &&
           !begins_with_combined(schedule, stage(end), reverse);
         ++end)
      in_parts |= adds_up(schedule, stage(end), reverse);
    const auto share = [&](Worker worker) {
      const Range mine =
          in_parts ? samples_of(worker, samples_) : worker.share(samples_);
      for (std::size_t k = i; k < end; ++k) {
        const bool few = stage(k).tiling == Tiling::few;
        const std::size_t size = few ? B::few_samples : mine.size();
        for (std::size_t j = mine.begin; j < mine.end; j += size)
          tile(Range{j, std::min(j + size, mine.end)}, stage(k), worker);
      }
    };
    B::parallel(share, workers());
    i = end;
  }
}

}  // namespace nn
