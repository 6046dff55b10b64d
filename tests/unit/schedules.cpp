// Schedules of the learning rate against PyTorch's, their texts, and the
// callbacks that take part in training.
#include "nn/training/schedules.hpp"

#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/callbacks.hpp"

#include "golden.hpp"

namespace {

using nn::Cpu;
using nn::Schedule;
using Json = nlohmann::json;

constexpr int steps = 30;  // of every recorded case

/// The same schedule as a share of `total` steps.
Schedule from_settings(const std::string& name, const Json& s, double rate) {
  const auto is = [&](const char* start) { return name.starts_with(start); };
  if (is("step"))
    return nn::step_decay(s["step_size"].get<double>() / steps, s["gamma"]);
  if (is("exponential"))
    return nn::exponential(std::pow(s["gamma"].get<double>(), steps));
  if (is("cosine")) return nn::cosine(s["eta_min"].get<double>() / rate);
  if (is("one_cycle"))
    return nn::one_cycle(s["pct_start"], s["div_factor"], s["final_div_factor"],
                         s["anneal_strategy"] == "cos"
                             ? Schedule::Anneal::cosine
                             : Schedule::Anneal::linear);
  BOOST_REQUIRE_MESSAGE(is("linear_warm_up"), "unknown: " << name);
  return nn::constant().with_warm_up(s["total_iters"].get<double>() / steps,
                                     s["start_factor"]);
}

}  // namespace

BOOST_AUTO_TEST_CASE(rates_are_those_of_pytorch) {
  int checked = 0;
  for (const auto& c : golden::load("schedules")) {
    const std::string name = c["name"];
    const double rate = c["base_lr"];
    const Json& settings = c["settings"];
    const Schedule schedule = from_settings(name, settings, rate);
    const int total = settings.value("T_max", steps);
    const std::vector<double> expected = c["lr"];
    BOOST_REQUIRE(expected.size() == std::size_t{steps});
    for (int t = 0; t < steps; ++t) {
      // PyTorch's cosine rises again after T_max; ours has come to its end.
      const double wanted = expected[std::min<std::size_t>(
          static_cast<std::size_t>(t), static_cast<std::size_t>(total))];
      // PyTorch multiplies step by step: some roundings of 0.1.
      BOOST_TEST(std::abs(rate * schedule.at(t, total) - wanted) < 1e-15,
                 name << " in step " << t);
    }
    ++checked;
  }
  BOOST_TEST(checked == 7);
}

BOOST_AUTO_TEST_CASE(warm_up_then_linear_decay_to_zero) {
  const Schedule schedule = nn::linear_to_zero().with_warm_up(0.2);
  BOOST_TEST(schedule.at(0, 1000) == 0.01);
  BOOST_TEST(std::abs(schedule.at(100, 1000) - 0.505) < 1e-12);
  BOOST_TEST(schedule.at(200, 1000) == 1);
  BOOST_TEST(std::abs(schedule.at(600, 1000) - 0.5) < 1e-12);
  BOOST_TEST(std::abs(schedule.at(999, 1000) - 1.0 / 800) < 1e-12);
  BOOST_TEST(schedule.at(1000, 1000) == 0);
  BOOST_TEST(schedule.at(5000, 1000) == 0);
}

BOOST_AUTO_TEST_CASE(the_first_step_may_come_later) {
  // He et al. 2016, section 4.2: divided by 10 after 32,000 and 48,000 of
  // 64,000 steps.
  const Schedule he = nn::parse_schedule("step:0.25:0.1:0.5");
  for (const auto& [step, share] : {std::pair{0, 1.0},
                                    {31999, 1.0},
                                    {32000, 0.1},
                                    {47999, 0.1},
                                    {48000, 0.01},
                                    {63999, 0.01}})
    BOOST_TEST(std::abs(he.at(step, 64000) / share - 1) < 1e-12, step);
  // Or earlier than a share; and not named, after one share as ever.
  BOOST_TEST(nn::step_decay(0.5, 0.1, 0.25).at(24, 100) == 1);
  BOOST_TEST(std::abs(nn::step_decay(0.5, 0.1, 0.25).at(25, 100) - 0.1) <
             1e-12);
  for (int t = 0; t < 100; ++t)
    BOOST_TEST(nn::step_decay(0.3, 0.1, 0).at(t, 100) ==
               std::pow(0.1, std::floor(t / 100. / 0.3 + 1e-9)));
}

BOOST_AUTO_TEST_CASE(every_schedule_is_finite_for_any_number_of_steps) {
  for (const char* text :
       {"constant", "step", "step:0.25:0.1:0.5", "exponential", "exponential:0",
        "linear", "cosine", "one-cycle", "one-cycle:0", "one-cycle:1", "warmup",
        "warmup-linear:0", "warmup-linear:1", "warmup-cosine"})
    for (int total : {0, 1, 2, 3, 10, 469})
      for (int t = 0; t <= total + 1; ++t) {
        const double share = nn::parse_schedule(text).at(t, total);
        BOOST_TEST((share >= 0 && share <= 1), text << " in step " << t
                                                    << " of " << total << ": "
                                                    << share);
      }
}

BOOST_AUTO_TEST_CASE(texts_name_the_same_schedules) {
  const std::pair<const char*, Schedule> pairs[] = {
      {"constant", nn::constant()},
      {"step", nn::step_decay()},
      {"step:0.25:0.5", nn::step_decay(0.25, 0.5)},
      {"exponential:0.001", nn::exponential(0.001)},
      {"linear", nn::linear_to_zero()},
      {"cosine", nn::cosine()},
      {"cosine:0.01", nn::cosine(0.01)},
      {"one-cycle:0.4", nn::one_cycle(0.4)},
      {"warmup:0.3", nn::constant().with_warm_up(0.3)},
      {"warmup-linear:0.2", nn::linear_to_zero().with_warm_up(0.2)},
      {"warmup-cosine:0.15:0.01", nn::cosine(0.01).with_warm_up(0.15)}};
  for (const auto& [text, schedule] : pairs)
    for (int t = 0; t < 40; ++t)
      BOOST_TEST(nn::parse_schedule(text).at(t, 40) == schedule.at(t, 40),
                 text);
}

BOOST_AUTO_TEST_CASE(wrong_texts_are_refused_with_what_is_allowed) {
  for (const char* text : {"", "cos", "Cosine", "cosine:", "cosine:a",
                           "cosine:0.1x", "constant:1", "step:0.1:0.1:0.1:0.1"})
    BOOST_CHECK_EXCEPTION(
        nn::parse_schedule(text), nn::UsageError, [&](const auto& e) {
          const std::string what = e.what();
          return what.find('"' + std::string(text) + '"') != what.npos &&
                 what.find("warmup-linear:SHARE") != what.npos &&
                 what.find('\n') == what.npos;
        });
  for (const char* text : {"cosine:2", "cosine:-1", "cosine:nan", "step:0",
                           "step:0.1:0.1:1.1", "warmup:1.5", "one-cycle:7"})
    BOOST_CHECK_THROW(nn::parse_schedule(text), nn::UsageError);
}

namespace {

/// Two classes of 1-pixel images: dark and bright.
nn::Dataset pixels() {
  nn::Dataset data;
  data.name = "pixels";
  data.shape = {1, 1, 1};
  data.classes = 2;
  for (int i = 0; i < 100; ++i) {
    data.labels.push_back(i % 2);
    data.pixels.push_back(static_cast<std::uint8_t>(i % 2 ? 255 - i : i));
  }
  return data;
}

struct Rates : nn::Callback {
  explicit Rates(nn::Optimizer<Cpu>& o) : optimizer(o) {}
  void on_step(const nn::StepInfo&) override {
    used.push_back(optimizer.learning_rate());
  }
  nn::Optimizer<Cpu>& optimizer;
  std::vector<double> used;
};

}  // namespace

BOOST_AUTO_TEST_CASE(callbacks_set_the_rate_and_average_the_weights) {
  const nn::Dataset data = pixels();
  nn::Loader loader(nn::all(data), {.batch_size = 30});
  BOOST_REQUIRE(loader.batches() == 4u);
  nn::Sequential<Cpu> model({1});
  model.add<nn::Linear>(1, 2);
  model.build(1);
  nn::SoftmaxCrossEntropy<Cpu> loss;
  nn::Sgd<Cpu> sgd(model, 0.5);
  nn::WeightAverage<Cpu> average(model.parameters(), 0.9);
  nn::UpdateAverage<Cpu> update(average);
  nn::ScheduleRate<Cpu> rate(sgd, nn::linear_to_zero(), 3 * loader.batches());
  Rates rates(sgd);
  nn::Trainer<Cpu> trainer(model, loss, sgd);
  trainer.add(rate);
  trainer.add(rates);
  trainer.add(update);
  const arma::fmat start = model.parameters();
  trainer.fit(loader, 3);
  BOOST_REQUIRE(rates.used.size() == 12u);
  for (std::size_t t = 0; t < 12; ++t)
    BOOST_TEST(std::abs(rates.used[t] - 0.5 * (1 - double(t) / 12)) < 1e-12);
  // The average lags behind: it lies between the first and the last weights.
  const arma::fmat end = model.parameters();
  average.swap();
  const double path = arma::norm(end - start);
  BOOST_TEST(arma::norm(model.parameters() - start) < path);
  BOOST_TEST(arma::norm(model.parameters() - end) < path);
  average.swap();
  BOOST_TEST(arma::approx_equal(model.parameters(), end, "absdiff", 0));
}
