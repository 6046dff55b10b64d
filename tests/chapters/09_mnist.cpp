// Chapter 9: what its text and its program claim, row by row of the notes.
#include <numeric>

#include <boost/test/unit_test.hpp>

#include "nn/training/evaluate.hpp"
#include "nn/training/trainer.hpp"

#include "09_mnist/models.hpp"
#include "09_mnist/report.hpp"
#include "09_mnist/settings.hpp"

using namespace chapter09;
namespace tt = boost::test_tools;

namespace {

const nn::Shape image{1, 28, 28};

/// Debian's Fashion-MNIST, unpacked once.
const nn::TrainTest& fashion() {
  static const nn::TrainTest data = nn::load_images("fashion-mnist");
  return data;
}

Recipe recipe_of(const std::string& model) {
  Settings settings;
  settings.model = model;
  return settings.recipe();
}

/// A model with all that its recipe says.
struct Classifier {
  explicit Classifier(const std::string& name, std::uint64_t seed = 1)
      : recipe(recipe_of(name)),
        model(make_model(name, image, seed)),
        loss(make_loss(name)),
        optimizer(
            make_optimizer(recipe.optimizer, *model, recipe.learning_rate)),
        trainer(*model, *loss, *optimizer) {}

  arma::mat parameter(const std::string& name) {
    for (auto& [full_name, p] : model->named_parameters())
      if (full_name == name) return arma::conv_to<arma::mat>::from(p->value);
    throw nn::Error("no parameter " + name);
  }

  nn::Evaluation evaluate(const nn::Subset& samples, std::size_t batch = 500) {
    nn::Loader loader(samples, {.batch_size = batch, .shuffle = false});
    return nn::evaluate(*model, *loss, loader);
  }

  /// Trains on the first `samples` training images; returns the accuracy on
  /// the first 2000 test images before, and after each epoch.
  std::vector<double> learn(std::size_t samples, int epochs) {
    const nn::Subset unseen = nn::first(fashion().test, 2000);
    nn::Loader loader(nn::first(fashion().train, samples),
                      {.batch_size = recipe.batch_size});
    std::vector<double> accuracy{evaluate(unseen).accuracy};
    for (int i = 0; i < epochs; ++i) {
      trainer.train_epoch(loader);
      accuracy.push_back(evaluate(unseen).accuracy);
    }
    return accuracy;
  }

  Recipe recipe;
  std::unique_ptr<Model> model;
  std::unique_ptr<nn::Loss<B>> loss;
  std::unique_ptr<nn::Optimizer<B>> optimizer;
  nn::Trainer<B> trainer;
};

/// Images so dark that no sigmoid is saturated by their 784 pixels.
nn::Dataset dark_noise(std::size_t count) {
  nn::Dataset data;
  data.name = "noise";
  data.shape = image;
  data.classes = 10;
  nn::Random random(1, nn::Stream::data);
  for (std::size_t i = 0; i < count; ++i)
    data.labels.push_back(static_cast<std::int32_t>(random.integer(10)));
  for (std::size_t i = 0; i < count * image.features(); ++i)
    data.pixels.push_back(static_cast<std::uint8_t>(random.integer(16)));
  return data;
}

arma::mat pixels_of(const nn::Dataset& data) {
  arma::mat x(image.features(), data.size());
  std::copy(data.pixels.begin(), data.pixels.end(), x.begin());
  return x / 255;
}

arma::mat one_hot(const nn::Dataset& data) {
  arma::mat t(10, data.size(), arma::fill::zeros);
  for (arma::uword j = 0; j < t.n_cols; ++j)
    t(static_cast<arma::uword>(data.labels[j]), j) = 1;
  return t;
}

arma::mat logistic(const arma::mat& z) {
  return 1 / (1 + arma::exp(-z));
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(values.size());
}

/// |a - b| everywhere; infinite for other sizes, NaN stays NaN.
double distance(const arma::mat& a, const arma::mat& b) {
  if (arma::size(a) != arma::size(b)) return arma::datum::inf;
  return (a - b).has_nan() ? arma::datum::nan : arma::abs(a - b).max();
}

}  // namespace

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
  const arma::mat h = logistic(w1 * x + arma::repmat(b1, 1, x.n_cols));
  const arma::mat y = logistic(w2 * h + arma::repmat(b2, 1, x.n_cols));
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
