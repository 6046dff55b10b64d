// Whole training steps on the device: the same network, data and seed as on
// the CPU, the same weights afterwards within roundings.
#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/cuda/cuda.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/make_optimizer.hpp"

#include "networks.hpp"
#include "order.hpp"

using nn::Cpu;
using nn::Cuda;

namespace {

struct Case {
  std::string network;
  bool norm = false;
  std::string optimizer = "adam";
  std::string augment = "none";
  double clip = 0, smoothing = 0;
};

template <class B>
std::unique_ptr<nn::Optimizer<B>> make_optimizer(const Case& c,
                                                 nn::Sequential<B>& model) {
  const std::map<std::string, double> rates = {
      {"adam", 3e-3}, {"adamw", 3e-3}, {"sgd", 0.05}, {"momentum", 0.02}};
  auto made = nn::make_optimizer<B>(c.optimizer, model, rates.at(c.optimizer));
  made->decay_only(nn::weight_ranges(model));
  if (c.optimizer == "momentum") made->set_l2(1e-3);
  made->clip_gradient(c.clip);
  return made;
}

/// What a training leaves behind.
struct Trained {
  arma::fmat weights;
  std::vector<nn::EpochInfo> epochs;
  double test_loss = 0, test_accuracy = 0;
};

/// Two epochs of five batches of 16 and one of 10, with a schedule that
/// changes the learning rate in every step.
template <class B>
Trained train(const Case& c) {
  static const nn::Dataset data = quarters(90);
  nn::Sequential<B> model(data.shape);
  add_layers(model, c.network, c.norm);
  model.build(3);
  nn::SoftmaxCrossEntropy<B> loss(c.smoothing);
  const auto optimizer = make_optimizer(c, model);
  nn::Loader loader(nn::all(data), {.batch_size = 16,
                                    .seed = 5,
                                    .augment = nn::parse_augment(c.augment),
                                    .mean = 0.4,
                                    .standard_deviation = 0.25});
  nn::ScheduleRate<B> rates(*optimizer, nn::parse_schedule("warmup-cosine:0.2"),
                            2 * loader.batches());
  nn::Trainer<B> trainer(model, loss, *optimizer);
  trainer.add(rates);
  Trained result;
  for (int epoch = 0; epoch < 2; ++epoch)
    result.epochs.push_back(trainer.train_epoch(loader));
  result.weights = B::to_host(model.parameters());
  nn::Loader test(nn::all(data), {.batch_size = 40, .shuffle = false});
  const nn::Evaluation evaluation = nn::evaluate(model, loss, test);
  result.test_loss = evaluation.loss;
  result.test_accuracy = evaluation.accuracy;
  return result;
}

void check_same(const Trained& a, const Trained& b, double tolerance) {
  BOOST_TEST((a.weights.is_finite() && b.weights.is_finite()));
  const double distance = arma::abs(a.weights - b.weights).max();
  BOOST_TEST(distance <= tolerance, "weights differ by " << distance);
  for (std::size_t i = 0; i < 2; ++i) {
    BOOST_TEST(std::abs(a.epochs[i].loss - b.epochs[i].loss) <= tolerance);
    BOOST_TEST(a.epochs[i].accuracy == b.epochs[i].accuracy);
  }
  BOOST_TEST(std::abs(a.test_loss - b.test_loss) <= tolerance);
  BOOST_TEST(a.test_accuracy == b.test_accuracy);
}

/// No BatchNorm with Adam: the bias before a BatchNorm has no effect, its
/// gradient is nothing but rounding errors, and Adam turns them into full
/// steps.
const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {.network = "mlp"},
      {.network = "mlp", .optimizer = "sgd", .smoothing = 0.1},
      {.network = "mlp", .norm = true, .optimizer = "momentum"},
      {.network = "cnn", .optimizer = "momentum"},
      {.network = "cnn", .norm = true, .optimizer = "momentum"},
      {.network = "cnn", .optimizer = "adamw"},
      {.network = "cnn", .optimizer = "sgd", .augment = "shift:2"},
      {.network = "deep"},
      {.network = "deep", .norm = true, .optimizer = "sgd", .clip = 0.5}};
  return all;
}

std::string name_of(const Case& c) {
  return fmt::format("{}{}, {}, augment {}, clip {}", c.network,
                     c.norm ? " with BatchNorm" : "", c.optimizer, c.augment,
                     c.clip);
}

}  // namespace

BOOST_AUTO_TEST_CASE(training_equals_the_cpu_with_graphs_and_without) {
  for (const Case& c : cases()) {
    BOOST_TEST_CONTEXT(name_of(c)) {
      const Trained cpu = train<Cpu>(c);
      Trained first;
      for (int order = 0; order < 3; ++order) {
        set_thread_order(order);
        for (bool graphs : {true, false}) {
          Cuda::configure({.graphs = graphs});
          const Trained cuda = train<Cuda>(c);
          check_same(cuda, cpu, 1e-4);
          // The order of the threads changes nothing, nor do graphs.
          if (!first.weights.empty()) check_same(cuda, first, 0);
          first = cuda;
        }
      }
    }
  }
  Cuda::configure({});
}

BOOST_AUTO_TEST_CASE(graphs_do_most_steps_and_clipping_does_without) {
  // 5 full batches and a smaller one: the first of each size runs launch by
  // launch, the others through a graph.
  for (double clip : {0.0, 0.5}) {
    nn::Sequential<Cuda> model({1, 12, 12});
    add_layers(model, "mlp", false);
    model.build(3);
    const nn::Dataset data = quarters(90);
    nn::Loader loader(nn::all(data), {.batch_size = 16});
    nn::SoftmaxCrossEntropy<Cuda> loss;
    nn::Sgd<Cuda> sgd(model, 0.1);
    sgd.clip_gradient(clip);
    Cuda::Feed feed;
    Cuda::Steps steps;
    nn::Scratch<Cuda> gradient;
    loader.start_epoch(1);
    while (const nn::Batch* batch = feed.next(loader))
      steps.run(batch->indices.size(), [&] {
        const auto& scores = model.forward(feed.x(*batch));
        auto dy = gradient.shaped(4, scores.n_cols);
        loss(scores, feed.labels(*batch), dy);
        model.backward(dy);
        sgd.step();
      });
    BOOST_TEST(steps.replays() == (clip > 0 ? 0u : 4u));
  }
}

BOOST_AUTO_TEST_CASE(a_replay_that_would_do_other_work_is_refused) {
  Cuda::Buffer a(7), b(7), c(7);
  const Cuda::Matrix x = Cuda::view(a, 0, 7, 1);
  Cuda::Matrix y = Cuda::view(b, 0, 7, 1), z = Cuda::view(c, 0, 7, 1);
  Cuda::Steps steps;
  for (int i = 0; i < 3; ++i)
    steps.run(7, [&] { Cuda::relu(x, y); });
  const auto refused = [&](const std::function<void()>& step) {
    BOOST_CHECK_EXCEPTION(steps.run(7, step), nn::Error, [](const auto& e) {
      return std::string(e.what()).find("other work") != std::string::npos;
    });
  };
  refused([&] { Cuda::relu(x, z); });     // another place
  refused([&] { Cuda::sigmoid(x, y); });  // another kernel
  refused([&] { Cuda::relu(x, y), Cuda::relu(x, y); });
  refused([&] { Cuda::leaky_relu(x, 0.1, y); });
  steps.run(7, [&] { Cuda::relu(x, y); });
  steps.forget();
  steps.run(7, [&] { Cuda::relu(x, z); });
}

BOOST_AUTO_TEST_CASE(an_error_within_a_captured_step_ends_the_capture) {
  Cuda::Buffer a(7), b(7);
  const Cuda::Matrix x = Cuda::view(a, 0, 7, 1);
  Cuda::Matrix y = Cuda::view(b, 0, 7, 1);
  Cuda::Steps steps;
  steps.run(7, [&] { Cuda::relu(x, y); });
  BOOST_CHECK_THROW(steps.run(7, [&] { throw nn::Error("no"); }), nn::Error);
  Cuda::relu(x, y);  // at once, not into a graph
  BOOST_TEST(Cuda::to_host(y).is_finite());
  steps.run(7, [&] { Cuda::relu(x, y); });
  BOOST_TEST(steps.replays() == 1u);
}

BOOST_AUTO_TEST_CASE(results_come_a_few_steps_at_a_time_and_none_is_lost) {
  Cuda::Buffer numbers(2);
  Cuda::Results results;
  std::size_t seen = 0;
  const auto count = [&](double loss, std::size_t correct, std::size_t n) {
    BOOST_TEST(loss == 0.0);
    BOOST_TEST(correct == 0u);
    BOOST_TEST(n == ++seen);
  };
  for (std::size_t step = 1; step <= 70; ++step) {
    results.add(Cuda::Scalar(numbers.data()), Cuda::Count(numbers.data() + 1),
                step);
    results.collect(false, count);
    BOOST_TEST(seen == step / 32 * 32);
  }
  results.collect(true, count);
  BOOST_TEST(seen == 70u);
  results.collect(true, count);
  BOOST_TEST(seen == 70u);
}
