// What all optimizers share: which parameters decay, clipping, penalties, the
// average of the weights.
#include <boost/test/unit_test.hpp>

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/optimizers.hpp"
#include "nn/training/weight_average.hpp"

#include "allocations.hpp"
#include "unit/backends.hpp"

namespace {

/// 4 -> 3 -> 2: weights 12 and 6, biases 3 and 2; no gradient yet.
template <class B>
struct Model {
  Model() {
    net.template add<nn::Linear>(4, 3).template add<nn::ReLU>();
    net.template add<nn::Linear>(3, 2);
    net.build(1);
    for (auto& [name, p] : net.named_parameters())
      p->value += typename B::Real(0.5);  // no bias of 0
  }
  nn::Sequential<B> net{nn::Shape{4}};
};

template <class B, class Factor>
void check_factor(const typename B::Matrix& after,
                  const typename B::Matrix& before, Factor factor) {
  for (arma::uword i = 0; i < before.n_elem; ++i)
    BOOST_TEST(std::abs(after(i) - factor(i) * before(i)) < 1e-6,
               "parameter " << i);
}

}  // namespace

BOOST_AUTO_TEST_CASE(weight_ranges_leave_biases_out) {
  Model<nn::Cpu> model;
  const auto ranges = nn::weight_ranges(model.net);
  BOOST_REQUIRE(ranges.size() == 2u);
  BOOST_TEST(ranges[0].begin == 0u);
  BOOST_TEST(ranges[0].end == 12u);
  BOOST_TEST(ranges[1].begin == 15u);
  BOOST_TEST(ranges[1].end == 21u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(decay_acts_on_weights_only, B, Backends) {
  Model<B> model;
  const auto is_weight = [](arma::uword i) {
    return i < 12 || (i >= 15 && i < 21);
  };
  nn::AdamW<B> adam(model.net, 0.1, {.decay = 0.5});
  adam.decay_only(nn::weight_ranges(model.net));
  typename B::Matrix before = model.net.parameters();
  adam.step();  // the gradient is 0
  check_factor<B>(model.net.parameters(), before, [&](arma::uword i) {
    return is_weight(i) ? 1 - 0.1 * 0.5 : 1;
  });
  nn::Sgd<B> sgd(model.net, 0.1);
  sgd.set_l2(0.2);
  sgd.decay_only(nn::weight_ranges(model.net));
  before = model.net.parameters();
  sgd.step();
  check_factor<B>(model.net.parameters(), before, [&](arma::uword i) {
    return is_weight(i) ? 1 - 0.1 * 0.2 : 1;
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(without_ranges_everything_decays, B, Backends) {
  Model<B> model;
  nn::AdamW<B> adam(model.net, 0.1);
  const typename B::Matrix before = model.net.parameters();
  adam.step();
  check_factor<B>(model.net.parameters(), before,
                  [](arma::uword) { return 1 - 0.1 * 0.01; });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(l1_pulls_by_the_same_amount, B, Backends) {
  using Matrix = typename B::Matrix;
  Matrix w = arma::conv_to<Matrix>::from(arma::vec{2, -0.5, 0, 1e-3});
  const Matrix g(4, 1, arma::fill::zeros);
  nn::Sgd<B> sgd({w, g}, 0.1);
  sgd.set_l1(0.3);
  sgd.step();
  const double expected[] = {1.97, -0.47, 0, 1e-3 - 0.03};
  for (arma::uword i = 0; i < 4; ++i)
    BOOST_TEST(std::abs(w(i) - expected[i]) < 1e-6);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(clipping_keeps_the_direction, B, Backends) {
  using Matrix = typename B::Matrix;
  const Matrix g = arma::conv_to<Matrix>::from(arma::vec{3, -4, 0, 12});  // 13
  for (double largest : {0.0, 1.0, 100.0}) {
    Matrix w(4, 1, arma::fill::zeros);
    nn::Sgd<B> sgd({w, g}, 1);
    sgd.clip_gradient(largest);
    sgd.step();
    const double length = largest == 1 ? 1 : 13;
    BOOST_TEST(std::abs(arma::norm(w) - length) < 1e-5);
    BOOST_TEST(std::abs(arma::dot(w, g) + 13 * length) < 1e-4);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(weight_average, B, Backends) {
  using Matrix = typename B::Matrix;
  Matrix w = arma::conv_to<Matrix>::from(arma::vec{1, -2});
  nn::WeightAverage<B> average(w, 0.75);
  double expected = 1;
  for (int t = 1; t <= 10; ++t) {
    w(0) = static_cast<typename B::Real>(t * t);
    average.update();
    expected = 0.75 * expected + 0.25 * t * t;
  }
  average.swap();
  BOOST_TEST(std::abs(w(0) - expected) < 1e-4);
  BOOST_TEST(w(1) == -2);
  BOOST_CHECK_THROW(average.update(), nn::Error);
  average.swap();
  BOOST_TEST(w(0) == 100);
  average.update();
}

BOOST_AUTO_TEST_CASE(a_step_with_all_extras_allocates_nothing,
                     *boost::unit_test::enable_if<counts_allocations>()) {
  Model<nn::Cpu> model;
  nn::AdamW<nn::Cpu> adam(model.net);
  adam.decay_only(nn::weight_ranges(model.net));
  adam.set_l2(0.1);
  adam.set_l1(0.1);
  adam.clip_gradient(1);
  nn::WeightAverage<nn::Cpu> average(model.net.parameters());
  adam.step();
  const long before = allocations;
  for (int i = 0; i < 5; ++i) {
    adam.step();
    average.update();
  }
  const long after = allocations;
  BOOST_TEST(after == before);
}
