// Gradients that are used while others are being computed: who is told what,
// and that an optimizer's step has the same bits as afterwards.
#include <mutex>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/optimizers.hpp"

using nn::Cpu;
using Backends = boost::mpl::list<nn::Reference<float>, Cpu>;

namespace {

arma::fmat random_matrix(nn::Random& random, arma::uword rows,
                         arma::uword cols) {
  arma::fmat m(rows, cols);
  m.imbue([&] { return static_cast<float>(random.normal()); });
  return m;
}

/// Keeps the gradients as they are when it is told about them.
template <class B>
class Recorder : public nn::GradientHook<float> {
 public:
  explicit Recorder(const typename B::Matrix& gradients)
      : gradients_(gradients),
        found(gradients.n_elem, 1, arma::fill::zeros),
        times(gradients.n_elem) {}

  void on_gradient(nn::Range part) override {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = part.begin; i < part.end; ++i) {
      found(i) = gradients_(i);
      ++times.at(i);
    }
  }

 private:
  const typename B::Matrix& gradients_;
  std::mutex mutex_;

 public:
  arma::fmat found;
  std::vector<int> times;
};

/// Layers of every kind that learns: with a bias and without, of whole vectors
/// (16, 320) and not (10), and more rows than four panels.
template <class B>
struct Network {
  Network() {
    net.template add<nn::Conv2d>(1, 16, 3, 1, 1)
        .template add<nn::BatchNorm>(16);
    net.template add<nn::ReLU>().template add<nn::MaxPool2d>(2);
    net.template add<nn::Conv2d>(16, 16, 3, 1, 1).template add<nn::ReLU>();
    net.template add<nn::Flatten>();
    net.template add<nn::Linear>(16 * 9, 320).template add<nn::ReLU>();
    net.template add<nn::Linear>(320, 48).template add<nn::ReLU>();
    net.template add<nn::Linear>(48, 10);
    net.build(3);
  }
  void backward(nn::GradientHook<float>* hook, const arma::fmat& x,
                const arma::fmat& dy) {
    net.forward(x);
    net.backward(dy, hook);
  }
  nn::Sequential<B> net{nn::Shape{1, 6, 6}};
};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(every_gradient_is_told_once_and_complete, B,
                              Backends) {
  nn::Random random(7);
  for (int threads : {1, 2, 3, 5})
    for (arma::uword samples : {1, 3, 128, 131, 300}) {
      Cpu::set_threads(threads);
      Network<B> network;
      Recorder<B> hook(network.net.gradients());
      network.backward(&hook, random_matrix(random, 36, samples),
                       random_matrix(random, 10, samples));
      BOOST_TEST(
          (std::ranges::all_of(hook.times, [](int n) { return n == 1; })),
          samples << " samples, " << threads << " threads");
      // What was told did not change afterwards.
      BOOST_TEST(hook.found.is_finite());
      BOOST_TEST(
          arma::all(arma::vectorise(hook.found == network.net.gradients())));
    }
  Cpu::set_threads(0);
}

namespace {

template <class B>
using Optimizers = std::vector<std::unique_ptr<nn::Optimizer<B>>>;

template <class B>
Optimizers<B> all_optimizers(nn::Sequential<B>& net) {
  Optimizers<B> all;
  const auto add = [&]<class O>(std::type_identity<O>) {
    all.push_back(std::make_unique<O>(net.parameters(), net.gradients()));
  };
  add(std::type_identity<nn::Sgd<B>>{});
  add(std::type_identity<nn::Momentum<B>>{});
  add(std::type_identity<nn::Nesterov<B>>{});
  add(std::type_identity<nn::AdaGrad<B>>{});
  add(std::type_identity<nn::RmsProp<B>>{});
  add(std::type_identity<nn::Adam<B>>{});
  add(std::type_identity<nn::AdamW<B>>{});
  return all;
}

/// The weights after three steps.
template <class B, class Setting>
arma::fmat trained(std::size_t which, Setting setting, bool during) {
  nn::Random random(5);
  Network<B> network;
  auto optimizers = all_optimizers(network.net);
  nn::Optimizer<B>& optimizer = *optimizers[which];
  setting(optimizer, network.net);
  for (int step = 0; step < 3; ++step) {
    const arma::fmat x = random_matrix(random, 36, 70);
    const arma::fmat dy = random_matrix(random, 10, 70);
    if (during) {
      optimizer.step_during([&](auto* hook) { network.backward(hook, x, dy); });
    } else {
      network.backward(nullptr, x, dy);
      optimizer.step();
    }
  }
  return network.net.parameters();
}

template <class B, class Setting>
void check_same(const char* name, Setting setting) {
  for (int threads : {1, 3})
    for (std::size_t which = 0; which < 7; ++which) {
      Cpu::set_threads(threads);
      const arma::fmat after = trained<B>(which, setting, false);
      const arma::fmat during = trained<B>(which, setting, true);
      BOOST_TEST(after.is_finite());
      BOOST_TEST(
          arma::all(arma::vectorise(after == during)),
          name << ", optimizer " << which << ", " << threads << " threads");
    }
  Cpu::set_threads(0);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(a_step_during_backward_is_a_step, B, Backends) {
  check_same<B>("plain", [](auto&, auto&) {});
  check_same<B>("penalties", [](auto& optimizer, auto& net) {
    optimizer.set_l2(0.1);
    optimizer.set_l1(0.01);
    optimizer.decay_only(nn::weight_ranges(net));
  });
  check_same<B>("clipped",
                [](auto& optimizer, auto&) { optimizer.clip_gradient(0.5); });
}
