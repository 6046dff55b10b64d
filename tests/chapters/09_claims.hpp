/// What chapter 9 concludes from its runs, as inequalities.
#pragma once

#include <boost/test/unit_test.hpp>

#include "09_mnist/experiments.hpp"
#include "09_mnist/ten_lines.hpp"
#include "09_tools.hpp"

namespace chapter09 {

// The same weights, to the last bit: dropout, too, counts the steps alike.
BOOST_AUTO_TEST_CASE(ten_lines_reach_the_trainers_weights) {
  for (const char* name : {"mlp", "cnn", "deep"}) {
    Classifier by_loop(name), by_trainer(name);
    nn::Loader loader(nn::first(fashion().train, 260), {.batch_size = 128});
    const arma::mat start = by_loop.parameter("0.weight");
    for (std::uint32_t epoch = 1; epoch <= 2; ++epoch) {
      loader.start_epoch(epoch);
      train_epoch(*by_loop.model, *by_loop.loss, *by_loop.optimizer, loader);
      by_trainer.trainer.train_epoch(loader);
    }
    for (auto& [parameter, p] : by_loop.model->named_parameters())
      BOOST_TEST(distance(by_loop.parameter(parameter),
                          by_trainer.parameter(parameter)) == 0);
    BOOST_TEST(distance(by_loop.parameter("0.weight"), start) > 1e-3);
  }
}

BOOST_AUTO_TEST_CASE(the_first_epoch_counts_a_network_that_knows_nothing_yet) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    Classifier mlp("mlp", seed);
    const nn::Subset training = nn::first(fashion().train, 6000);
    nn::Loader loader(training, {.batch_size = 128, .seed = seed});
    const double while_learning = mlp.trainer.train_epoch(loader).accuracy;
    const double unseen =
        mlp.evaluate(nn::first(fashion().test, 3000)).accuracy;
    // Half a point is one standard error of the one on 6000 images.
    BOOST_TEST(while_learning < unseen - 0.02);
    // Afterwards, the same training images are no harder than unseen ones.
    BOOST_TEST(mlp.evaluate(training).accuracy > unseen - 0.005);
  }
}

/// Two networks of which one is better: after two epochs and after four.
struct TwoNetworks {
  TwoNetworks() : worse("mlp"), better("mlp") {
    worse.learn(6000, 2);
    better.learn(6000, 4);
  }
  std::vector<double> batches_of(Classifier& network) const {
    return batch_accuracies(network.evaluate(nn::first(fashion().test, 5000)),
                            100);
  }
  Classifier worse, better;
};

BOOST_AUTO_TEST_CASE(a_hundred_images_are_too_few_to_judge_by) {
  TwoNetworks two;
  const std::vector<double> low = two.batches_of(two.worse),
                            high = two.batches_of(two.better);
  BOOST_TEST(mean(high) > mean(low) + 0.02);
  const auto [least, most] = std::ranges::minmax(high);
  BOOST_TEST(most - least > 0.1);
  // On one batch in ten, or more, the worse network is at least as good.
  int misled = 0;
  for (std::size_t i = 0; i < low.size(); ++i)
    misled += low[i] >= high[i];
  BOOST_TEST(misled >= 5);
  BOOST_TEST(low.size() == 50u);
}

// Not even slow: without any step of the biases the weights do as well.
BOOST_AUTO_TEST_CASE(row_36_weights_take_over_the_work_of_biases) {
  const auto learned = [](std::uint64_t seed, bool frozen) {
    nn::Loader loader(nn::first(fashion().train, 10000),
                      {.batch_size = 500, .seed = seed});
    return bpn_accuracy(like_the_library(seed), loader, Update::sums, frozen);
  };
  double moving = 0, frozen = 0;
  for (const std::uint64_t seed : {1, 2}) {
    moving += learned(seed, false) / 2;
    frozen += learned(seed, true) / 2;
  }
  BOOST_TEST(moving > 0.6);
  // Two standard errors of 4000 predictions.
  BOOST_TEST(frozen > moving - 0.015);
}

BOOST_AUTO_TEST_CASE(row_38_dropout_of_the_scores_hides_what_deep_knows) {
  Classifier deep("deep");
  const nn::Subset training = nn::first(fashion().train, 2000);
  nn::Loader loader(training, {.batch_size = 100});
  deep.trainer.train_epoch(loader);
  const double while_learning = deep.trainer.train_epoch(loader).accuracy;
  const double unseen = deep.evaluate(nn::first(fashion().test, 1000)).accuracy;
  BOOST_TEST(while_learning < unseen - 0.2);
  // The same images with all scores on.
  BOOST_TEST(deep.evaluate(training).accuracy > unseen - 0.03);
}

BOOST_AUTO_TEST_CASE(what_learned_from_standardized_pixels_fails_on_others) {
  Classifier mlp("mlp");
  const nn::Subset training = nn::first(fashion().train, 6000);
  const auto [middle, deviation] = nn::pixel_moments(training);
  nn::Loader loader(training,
                    {.mean = middle, .standard_deviation = deviation});
  for (int epoch = 0; epoch < 2; ++epoch)
    mlp.trainer.train_epoch(loader);
  const nn::Subset unseen = nn::first(fashion().test, 2000);
  nn::Loader same(
      unseen,
      {.shuffle = false, .mean = middle, .standard_deviation = deviation});
  const double right = nn::evaluate(*mlp.model, *mlp.loss, same).accuracy;
  BOOST_TEST(right > 0.75);
  BOOST_TEST(mlp.evaluate(unseen).accuracy < right - 0.1);
}

/// How much neighbors differ, beside how bright the images are: the middle of
/// 200 images.
inline double sharpness(const std::string& augment) {
  nn::Loader loader(nn::first(fashion().train, 200),
                    {.batch_size = 200,
                     .shuffle = false,
                     .augment = nn::parse_augment(augment)});
  loader.start_epoch(1);
  const arma::mat x = arma::conv_to<arma::mat>::from(loader.next()->x);
  arma::vec of_image(x.n_cols);
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const arma::mat pixels = arma::reshape(x.col(j), 28, 28);
    of_image(j) = arma::accu(arma::square(arma::diff(pixels, 1, 0))) /
                  arma::accu(arma::square(pixels));
  }
  return arma::median(of_image);
}

BOOST_AUTO_TEST_CASE(moved_by_parts_of_a_pixel_an_image_is_blurred) {
  const double plain = sharpness("none");
  BOOST_TEST(sharpness("rotate:10") < 0.9 * plain);
  BOOST_TEST(sharpness("geo:1,15,0.8") < 0.9 * plain);
  // Whole pixels are not mixed; only the border may cut something off.
  BOOST_TEST(sharpness("shift:1") > 0.97 * plain);
}

/// Multiply-adds of the convolutions for one image: each of their weights is
/// used once for each pixel of its output.
inline double products_of_convolutions(Model& model) {
  const std::vector<double> pixels = {28 * 28, 28 * 28, 14 * 14,
                                      16 * 16, 8 * 8,   8 * 8};
  double sum = 0;
  std::size_t layer = 0;
  for (auto& [name, p] : model.named_parameters())
    if (name.ends_with("weight") && layer < pixels.size())
      sum += pixels[layer++] * static_cast<double>(p->value.n_elem);
  return sum;
}

BOOST_AUTO_TEST_CASE(a_wide_network_takes_two_and_a_half_times_the_products) {
  const auto narrow = make_model("deep", image, 10, 1);
  const auto wide = make_model("deep", image, 10, 1, {.wide = true});
  const double ratio =
      products_of_convolutions(*wide) / products_of_convolutions(*narrow);
  BOOST_TEST(std::abs(ratio - 2.5) < 0.05);
}

}  // namespace chapter09
