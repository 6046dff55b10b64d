// Chapter 9: what its text and its program claim, row by row of the notes.
#include <boost/test/unit_test.hpp>

#include "09_child.hpp"
#include "09_comparisons.hpp"
#include "09_rows_36_to_39.hpp"
#include "09_tools.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "09_claims.hpp"
#endif

using namespace chapter09;
namespace tt = boost::test_tools;

BOOST_AUTO_TEST_CASE(row_35_batches_of_100_add_up_to_the_whole_accuracy) {
  Classifier mlp("mlp");
  const nn::Subset unseen = nn::first(fashion().test, 2000);
  const nn::Evaluation untrained = mlp.evaluate(unseen);
  mlp.learn(3000, 1);
  const nn::Evaluation test = mlp.evaluate(unseen);
  BOOST_TEST(test.accuracy > 0.65);
  BOOST_TEST(untrained.accuracy < 0.3);
  const std::vector<double> batches = batch_accuracies(test, 100);
  BOOST_TEST(batches.size() == 20u);
  // Sums of 20 numbers below 1: they round at 1e-16 each.
  BOOST_TEST(mean(batches) == test.accuracy, tt::tolerance(1e-14));
  BOOST_TEST(*std::ranges::min_element(batches) < test.accuracy);
  BOOST_TEST(*std::ranges::max_element(batches) > test.accuracy);
}

BOOST_AUTO_TEST_CASE(row_35_a_batch_is_the_images_that_it_says) {
  Classifier mlp("mlp");
  mlp.learn(3000, 1);
  const std::vector<double> batches =
      batch_accuracies(mlp.evaluate(nn::first(fashion().test, 2000)), 100);
  for (const std::uint32_t batch : {0u, 7u, 19u}) {
    nn::Subset hundred{&fashion().test, std::vector<std::uint32_t>(100)};
    std::iota(hundred.indices.begin(), hundred.indices.end(), 100 * batch);
    BOOST_TEST(batches[batch] == mlp.evaluate(hundred, 100).accuracy);
  }
}

BOOST_AUTO_TEST_CASE(row_35_the_last_batch_may_be_smaller) {
  nn::Evaluation test;
  test.labels = {0, 1, 0, 1, 1};
  test.scores = arma::fmat{{1, 1, 1, 0, 0}, {0, 0, 0, 1, 1}};
  BOOST_TEST(batch_accuracies(test, 2) == (std::vector{0.5, 1.0, 1.0}),
             tt::per_element());
  BOOST_TEST(batch_accuracies(test, 100) == std::vector{0.8},
             tt::per_element());
}

BOOST_AUTO_TEST_CASE(row_35_36_37_the_models_have_the_parameters_they_should) {
  // Each layer in * out weights and out biases.
  BOOST_TEST(Classifier("mlp").model->parameter_count() ==
             784u * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10);
  BOOST_TEST(Classifier("mlp").model->parameter_count() == 235146u);
  BOOST_TEST(Classifier("bpn").model->parameter_count() == 23860u);
  BOOST_TEST(Classifier("two-layer").model->parameter_count() == 39760u);
  for (const Recipe& recipe : recipes())
    BOOST_TEST(Classifier(recipe.model).model->output_shape().features() ==
               10u);
}

BOOST_AUTO_TEST_CASE(row_36_the_recipe_is_that_of_the_notes) {
  const Recipe bpn = recipe_of("bpn");
  BOOST_TEST(bpn.batch_size == 1000u);
  BOOST_TEST(bpn.epochs == 10);
  BOOST_TEST(bpn.optimizer == "sgd");
  // Weights start like the notes', normal with deviation 1: the deviation of
  // 784 * 30 samples is itself known to 1 / sqrt(2 * 23520), five times that.
  const arma::mat w = Classifier("bpn").parameter("0.weight");
  BOOST_TEST(std::abs(arma::stddev(arma::vectorise(w)) - 1) < 0.024);
}

BOOST_AUTO_TEST_CASE(row_36_one_step_is_the_notes_update_by_sums) {
  const nn::Dataset data = dark_noise(1000);
  const arma::mat x = pixels_of(data), t = one_hot(data);
  Classifier bpn("bpn");
  const arma::mat w1 = bpn.parameter("0.weight"), b1 = bpn.parameter("0.bias"),
                  w2 = bpn.parameter("2.weight"), b2 = bpn.parameter("2.bias");
  nn::Loader loader(nn::all(data), {.batch_size = bpn.recipe.batch_size});
  BOOST_REQUIRE(bpn.trainer.train_epoch(loader).step == 1);

  // The notes' formulas, in double precision, with their rate 0.01.
  const arma::mat h = sigmoid_of(w1 * x + arma::repmat(b1, 1, x.n_cols));
  const arma::mat y = sigmoid_of(w2 * h + arma::repmat(b2, 1, x.n_cols));
  const arma::mat delta2 = (y - t) % y % (1 - y);
  const arma::mat delta1 = (w2.t() * delta2) % h % (1 - h);
  // Each moves far more than the tolerance, which is float's: sums of 1000
  // products of size 1, rounded at 1e-7 each.
  BOOST_TEST(distance(0.01 * delta2 * h.t(), 0 * w2) > 0.1);
  BOOST_TEST(distance(0.01 * delta1 * x.t(), 0 * w1) > 0.01);
  BOOST_TEST(distance(bpn.parameter("2.weight"), w2 - 0.01 * delta2 * h.t()) <
             1e-5);
  BOOST_TEST(distance(bpn.parameter("0.weight"), w1 - 0.01 * delta1 * x.t()) <
             1e-5);
  // Errata 8: the notes take the mean for biases, 1000 times less. Ours move
  // by the sum, like the weights.
  BOOST_TEST(distance(bpn.parameter("2.bias"),
                      b2 - 0.01 * arma::sum(delta2, 1)) < 1e-5);
  BOOST_TEST(distance(bpn.parameter("0.bias"),
                      b1 - 0.01 * arma::sum(delta1, 1)) < 1e-5);
}

BOOST_AUTO_TEST_CASE(row_36_bpn_learns_fashion_mnist) {
  // 20,000 of the 60,000 images; chance is 10 %.
  const std::vector<double> accuracy = Classifier("bpn").learn(20000, 6);
  BOOST_TEST(accuracy.front() < 0.3);
  BOOST_TEST(accuracy.back() > 0.6);
  BOOST_TEST(accuracy.back() > accuracy[1]);
}

BOOST_AUTO_TEST_CASE(row_37_two_layers_learn_from_mini_batches_of_100) {
  BOOST_TEST(recipe_of("two-layer").batch_size == 100u);
  const std::vector<double> accuracy = Classifier("two-layer").learn(6000, 4);
  BOOST_TEST(accuracy.front() < 0.3);
  BOOST_TEST(accuracy.back() > 0.65);
  BOOST_TEST(accuracy.back() > accuracy[1]);
}

BOOST_AUTO_TEST_CASE(what_is_chosen_goes_before_the_recipe) {
  Settings settings;
  settings.model = "bpn";
  settings.optimizer = "adam";
  settings.learning_rate = 0.5;
  const Recipe chosen = settings.recipe();
  BOOST_TEST(chosen.optimizer == "adam");
  BOOST_TEST(chosen.learning_rate == 0.5);
  BOOST_TEST(chosen.batch_size == 1000u);  // still the recipe's
  BOOST_TEST(Classifier("mlp").optimizer->name() == "adam");
  BOOST_TEST(Classifier("bpn").optimizer->name() == "sgd");
}
