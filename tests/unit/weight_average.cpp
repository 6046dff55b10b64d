// The average of a model's weights includes what BatchNorm keeps.
#include "nn/training/weight_average.hpp"

#include <boost/test/unit_test.hpp>

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/linear.hpp"

#include "allocations.hpp"
#include "unit/backends.hpp"

namespace {

template <class B>
struct Model {
  Model() {
    net.template add<nn::Linear>(3, 4).template add<nn::BatchNorm>(4);
    net.template add<nn::ReLU>().template add<nn::Linear>(4, 2);
    net.build(1);
  }

  /// What training does to the numbers that WeightAverage follows.
  void change(nn::Random& random) {
    for (auto& w : net.parameters())
      w += static_cast<typename B::Real>(0.1 * random.normal());
    typename B::Matrix x(3, 8);
    x.imbue([&] { return static_cast<typename B::Real>(random.normal()); });
    net.forward(x, nn::Mode::train);  // moves the running statistics
  }

  /// Parameters and states, one after the other.
  arma::vec numbers() {
    arma::vec all = arma::conv_to<arma::vec>::from(arma::vectorise(
        arma::mat(arma::conv_to<arma::mat>::from(net.parameters()))));
    for (const auto& named : net.named_states())
      for (auto value : named.state->values)
        all = arma::join_cols(all, arma::vec{double(value)});
    return all;
  }

  nn::Sequential<B> net{nn::Shape{3}};
};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(running_statistics_are_averaged_too, B,
                              Backends) {
  Model<B> model;
  nn::Random random(3);
  nn::WeightAverage<B> average(model.net, 0.75);
  arma::vec expected = model.numbers();
  BOOST_REQUIRE(expected.n_elem == 12u + 4 + 4 + 4 + 8 + 2 + 4 + 4);
  for (int step = 0; step < 10; ++step) {
    model.change(random);
    average.update();
    expected = 0.75 * expected + 0.25 * model.numbers();
  }
  const arma::vec last = model.numbers();
  average.swap();
  // Ten roundings of a float; numbers are near 1.
  BOOST_TEST(arma::abs(model.numbers() - expected).max() < 2e-6);
  // The running statistics (the last 8) are those of no single step.
  const arma::vec moved = arma::abs(last - expected);
  BOOST_TEST(moved.tail(8).min() > 1e-4);
  average.swap();
  BOOST_TEST(arma::abs(model.numbers() - last).max() == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_swapped_model_answers_with_the_average, B,
                              Backends) {
  // Two models: one is trained and averaged, the other is given the average by
  // hand; in evaluation they must answer alike.
  Model<B> model, by_hand;
  nn::Random random(4);
  nn::WeightAverage<B> average(model.net, 0.5);
  model.change(random);
  average.update();
  average.swap();
  by_hand.net.parameters() = model.net.parameters();
  const auto states = model.net.named_states();
  const auto given = by_hand.net.named_states();
  for (std::size_t i = 0; i < states.size(); ++i)
    given[i].state->values = states[i].state->values;
  typename B::Matrix x(3, 5);
  x.imbue([&] { return static_cast<typename B::Real>(random.normal()); });
  const typename B::Matrix a = model.net.forward(x, nn::Mode::evaluate);
  const typename B::Matrix b = by_hand.net.forward(x, nn::Mode::evaluate);
  BOOST_TEST(arma::abs(a - b).max() == 0);
  average.swap();
  const typename B::Matrix c = model.net.forward(x, nn::Mode::evaluate);
  BOOST_TEST(arma::abs(a - c).max() > 1e-3);
}

BOOST_AUTO_TEST_CASE(averaging_a_model_with_states_allocates_nothing,
                     *boost::unit_test::enable_if<counts_allocations>()) {
  Model<nn::Cpu> model;
  nn::WeightAverage<nn::Cpu> average(model.net);
  average.update();
  const long before = allocations;
  average.update();
  average.swap();
  average.swap();
  const long after = allocations;
  BOOST_TEST(after == before);
}

BOOST_AUTO_TEST_CASE(no_update_while_swapped) {
  Model<nn::Cpu> model;
  nn::WeightAverage<nn::Cpu> average(model.net);
  average.swap();
  BOOST_CHECK_THROW(average.update(), nn::Error);
  average.swap();
  BOOST_CHECK_NO_THROW(average.update());
}
