// The training loop: it learns, is reproducible, stops, and takes no memory.
#include "nn/training/trainer.hpp"

#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/evaluate.hpp"

#include "allocations.hpp"

using nn::Cpu;

namespace {

/// Three kinds of 4x4 images: bright at the top, in the middle, at the bottom,
/// under noise.
nn::Dataset stripes(std::size_t count) {
  nn::Dataset data;
  data.name = "stripes";
  data.shape = {1, 4, 4};
  data.classes = 3;
  nn::Random random(1, nn::Stream::data);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t label = random.integer(3);
    data.labels.push_back(static_cast<std::int32_t>(label));
    for (std::uint32_t p = 0; p < 16; ++p)
      data.pixels.push_back(static_cast<std::uint8_t>(
          random.integer(100) + (p / 4 == label + 1 ? 120 : 0)));
  }
  return data;
}

template <class B>
struct Net : nn::Sequential<B> {
  Net() : nn::Sequential<B>({1, 4, 4}) {
    this->template add<nn::Linear>(16, 20).template add<nn::ReLU>();
    this->template add<nn::Linear>(20, 3);
    this->build(1);
  }
};

template <class B>
struct Training {
  explicit Training(double rate = 0.01) : adam(model, rate) {}
  Net<B> model;
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Adam<B> adam;
  nn::Trainer<B> trainer{model, loss, adam};
};

struct Counter : nn::Callback {
  void on_epoch_begin(int, std::size_t n) override { begun += n > 0; }
  void on_step(const nn::StepInfo& info) override { last = info, ++steps; }
  void on_epoch_end(const nn::EpochInfo& info) override {
    ended.push_back(info);
  }
  int begun = 0, steps = 0;
  nn::StepInfo last;
  std::vector<nn::EpochInfo> ended;
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_learns_and_counts) {
  const nn::Dataset data = stripes(1000);
  const auto [train, rest] = nn::split(nn::all(data), 200);
  nn::Loader loader(train, {.batch_size = 64});
  nn::Loader unseen(rest, {.batch_size = 33, .shuffle = false});
  Training<Cpu> t;
  Counter counter;
  t.trainer.add(counter);
  BOOST_TEST(nn::evaluate(t.model, t.loss, unseen).accuracy < 0.6);
  BOOST_TEST(t.trainer.fit(loader, 5));
  BOOST_TEST(nn::evaluate(t.model, t.loss, unseen).accuracy > 0.97);
  BOOST_TEST(counter.begun == 5);
  BOOST_TEST(counter.steps == 5 * 13);  // 800 = 12 * 64 + 32
  BOOST_TEST(counter.last.samples == 800u);
  BOOST_TEST(counter.last.of_samples == 800u);
  BOOST_TEST(counter.ended.size() == 5u);
  BOOST_TEST(counter.ended.back().step == 65);
  BOOST_TEST(counter.ended.back().loss < counter.ended.front().loss);
  BOOST_TEST(counter.ended.back().accuracy > 0.97);
}

BOOST_AUTO_TEST_CASE(evaluate_gives_loss_and_accuracy_of_all_samples) {
  const nn::Dataset data = stripes(100);
  Training<nn::Reference<double>> t;
  nn::Loader loader(nn::all(data), {.batch_size = 32, .shuffle = false});
  const nn::Evaluation result = nn::evaluate(t.model, t.loss, loader);
  BOOST_TEST(result.labels == data.labels, boost::test_tools::per_element());
  // By hand, one sample at a time.
  double loss = 0, correct = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    arma::mat x(16, 1);
    for (std::size_t p = 0; p < 16; ++p)
      x(p) = static_cast<float>(data.pixels[16 * i + p]) / 255.f;
    const arma::mat z = t.model.forward(x, nn::Mode::evaluate);
    const auto label = static_cast<arma::uword>(data.labels[i]);
    loss -= std::log(std::exp(z(label)) / arma::accu(arma::exp(z))) / 100;
    correct += z.index_max() == label;
  }
  BOOST_TEST(std::abs(result.loss - loss) < 1e-12);
  BOOST_TEST(result.accuracy == correct / 100);
}

BOOST_AUTO_TEST_CASE(same_seed_same_weights_bit_for_bit) {
  const nn::Dataset data = stripes(500);
  for (int threads : {1, 2, 3}) {
    Cpu::set_threads(threads);
    Training<Cpu> a, b;
    nn::Loader first(nn::all(data), {.batch_size = 48, .seed = 4});
    nn::Loader second(nn::all(data), {.batch_size = 48, .seed = 4});
    a.trainer.fit(first, 3);
    b.trainer.fit(second, 3);
    BOOST_TEST(arma::approx_equal(a.model.parameters(), b.model.parameters(),
                                  "absdiff", 0));
    nn::Loader other(nn::all(data), {.batch_size = 48, .seed = 5});
    Training<Cpu> c;
    c.trainer.fit(other, 3);
    BOOST_TEST(!arma::approx_equal(a.model.parameters(), c.model.parameters(),
                                   "absdiff", 0));
  }
  Cpu::set_threads(0);
}

BOOST_AUTO_TEST_CASE(the_number_of_threads_changes_only_roundings) {
  const nn::Dataset data = stripes(500);
  std::vector<double> losses;
  for (int threads : {1, 2, 4}) {
    Cpu::set_threads(threads);
    Training<Cpu> t;
    nn::Loader loader(nn::all(data), {.batch_size = 48});
    losses.push_back(t.trainer.train_epoch(loader).loss);
  }
  Cpu::set_threads(0);
  for (double loss : losses)
    BOOST_TEST(std::abs(loss - losses[0]) < 1e-5 * losses[0]);
}

BOOST_AUTO_TEST_CASE(cpu_and_reference_learn_the_same) {
  const nn::Dataset data = stripes(300);
  Training<Cpu> fast;
  Training<nn::Reference<double>> slow;
  for (std::uint32_t epoch = 0; epoch < 2; ++epoch) {
    nn::Loader a(nn::all(data), {.batch_size = 50});
    nn::Loader b(nn::all(data), {.batch_size = 50});
    const double loss = slow.trainer.train_epoch(b).loss;
    BOOST_TEST(std::abs(fast.trainer.train_epoch(a).loss - loss) < 1e-5);
  }
}

BOOST_AUTO_TEST_CASE(it_stops_when_asked_and_keeps_the_weights) {
  const nn::Dataset data = stripes(500);
  nn::Loader loader(nn::all(data), {.batch_size = 50});
  Training<Cpu> t;
  Counter counter;
  t.trainer.add(counter);
  t.trainer.stop_when([&] { return counter.steps == 13; });
  const arma::fmat before = t.model.parameters();
  BOOST_TEST(!t.trainer.fit(loader, 100));
  BOOST_TEST(counter.steps == 13);  // in the middle of the second epoch
  BOOST_TEST(counter.ended.back().stopped);
  BOOST_TEST(counter.ended.back().samples == 150u);
  BOOST_TEST(!arma::approx_equal(before, t.model.parameters(), "absdiff", 0));
}

namespace {

/// What fit() complains about, starting with `weight` as the first number of
/// the layer's weights.
template <class B>
std::string complaint(std::size_t layer, float weight, double rate = 0.01) {
  const nn::Dataset data = stripes(100);
  nn::Loader loader(nn::all(data), {.batch_size = 50});
  Training<B> t(rate);
  // Weights and biases of the first layer come before those of the second.
  t.model.parameters()(layer == 0 ? 0 : 16 * 20 + 20) = weight;
  nn::Sgd<B> sgd(t.model, rate);
  nn::Trainer<B> trainer(t.model, t.loss, sgd);
  try {
    trainer.fit(loader, 100);
  } catch (const nn::Error& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_loss_that_is_no_number_ends_training_with_advice) {
  const std::string what = complaint<Cpu>(0, 0, 1e30);
  BOOST_TEST_MESSAGE(what);
  BOOST_TEST(has(what, "smaller learning rate than 1e+30"));
  BOOST_TEST(
      what.starts_with("the loss is nan in step 2 (epoch 1), and layer"));
  BOOST_TEST(complaint<Cpu>(0, 0) == "");
}

BOOST_AUTO_TEST_CASE(it_names_the_layer_where_the_numbers_went_wrong) {
  const float nan = std::nanf("");
  BOOST_TEST(has(complaint<Cpu>(0, nan), "layer 0 Linear(16 -> 20) gives nan"));
  BOOST_TEST(has(complaint<Cpu>(1, nan), "layer 2 Linear(20 -> 3) gives nan"));
  BOOST_TEST(has(complaint<nn::Reference<double>>(1, nan), "layer 2 Linear"));
  BOOST_TEST(has(complaint<nn::Reference<float>>(0, nan), "layer 0 Linear"));
  const float inf = std::numeric_limits<float>::infinity();
  const std::string what = complaint<Cpu>(1, -inf);
  BOOST_TEST(has(what, "layer 2 Linear(20 -> 3) gives -inf"), what);
}

BOOST_AUTO_TEST_CASE(a_training_step_allocates_nothing,
                     *boost::unit_test::enable_if<counts_allocations>()) {
  const nn::Dataset data = stripes(1000);  // the last batch has 40 samples
  nn::Loader loader(nn::all(data), {.batch_size = 64});
  for (int threads : {1, 2}) {
    Cpu::set_threads(threads);
    Training<Cpu> t;
    t.trainer.train_epoch(loader);
    struct Watch : nn::Callback {
      void on_step(const nn::StepInfo&) override {
        if (++steps == 1) first = allocations;
        last = allocations;
      }
      long first = 0, last = 0;
      int steps = 0;
    } watch;
    t.trainer.add(watch);
    t.trainer.train_epoch(loader);
    BOOST_TEST(watch.steps == 16);
    BOOST_TEST(watch.last == watch.first);
  }
  Cpu::set_threads(0);
}
