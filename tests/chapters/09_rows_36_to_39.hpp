/// Rows 35 to 39 of the notes: batches, the BPN by hand, the deep network,
/// augmentation.
#pragma once

#include <boost/test/unit_test.hpp>

#include "09_mnist/experiments.hpp"
#include "09_mnist/inference.hpp"
#include "09_tools.hpp"

namespace chapter09 {

// Row 35
BOOST_AUTO_TEST_CASE(row_35_one_by_one_or_by_100_as_many_are_right) {
  for (const char* name : {"mlp", "cnn"}) {
    Classifier network(name);
    network.learn(3000, 1);
    const nn::Subset unseen = nn::first(fashion().test, 1000);
    const double accuracy = network.evaluate(unseen).accuracy;
    for (const std::size_t batch : {1u, 77u, 100u}) {
      nn::Loader loader(unseen, {.batch_size = batch, .shuffle = false});
      const Inference result = classify(*network.model, loader);
      BOOST_TEST(result.images == 1000u);
      BOOST_TEST(result.correct ==
                 static_cast<std::size_t>(std::lround(1000 * accuracy)));
      BOOST_TEST(result.seconds > 0);
    }
    BOOST_TEST(accuracy > 0.5);
  }
}

/// Small images and labels as the formulas want them.
struct Batch {
  nn::Dataset data = dark_noise(200);
  arma::fmat x = arma::conv_to<arma::fmat>::from(pixels_of(data));
  arma::fmat t = arma::conv_to<arma::fmat>::from(one_hot(data));
};

inline double apart(const arma::fmat& a, const arma::fmat& b) {
  return distance(arma::conv_to<arma::mat>::from(a),
                  arma::conv_to<arma::mat>::from(b));
}

// Row 36
BOOST_AUTO_TEST_CASE(row_36_formulas_and_library_take_the_same_steps) {
  const Batch batch;
  BpnByHand net = like_the_library(1);
  const BpnByHand start = net;
  Classifier bpn("bpn");
  // The library's loss is a mean over 200 samples and 10 classes, and its
  // gradient has a factor 2: 0.01 * 200 * 10 / 2 is the rate for the same.
  bpn.optimizer->set_learning_rate(10);
  nn::Loader loader(nn::all(batch.data), {.batch_size = 200});
  for (int i = 0; i < 20; ++i) {
    step(net, batch.x, batch.t, 0.01, Update::sums);
    bpn.trainer.train_epoch(loader);
  }
  // 20 steps of sums over 200 products, in float and in another order.
  BOOST_TEST(distance(bpn.parameter("0.weight"),
                      arma::conv_to<arma::mat>::from(net.w1)) < 1e-4);
  BOOST_TEST(distance(bpn.parameter("0.bias"),
                      arma::conv_to<arma::mat>::from(net.b1)) < 1e-4);
  BOOST_TEST(distance(bpn.parameter("2.weight"),
                      arma::conv_to<arma::mat>::from(net.w2)) < 1e-4);
  BOOST_TEST(distance(bpn.parameter("2.bias"),
                      arma::conv_to<arma::mat>::from(net.b2)) < 1e-4);
  BOOST_TEST(apart(net.w2, start.w2) > 0.1);
  BOOST_TEST(apart(net.b2, start.b2) > 0.1);
}

// Row 36, errata 8
BOOST_AUTO_TEST_CASE(row_36_the_notes_biases_move_a_batch_size_less) {
  const Batch batch;
  const BpnByHand start = like_the_library(1);
  BpnByHand notes = start, sums = start, means = start;
  step(notes, batch.x, batch.t, 0.01, Update::notes);
  step(sums, batch.x, batch.t, 0.01, Update::sums);
  step(means, batch.x, batch.t, 0.01, Update::means);
  BOOST_TEST(apart(notes.w1, sums.w1) == 0);
  BOOST_TEST(apart(notes.w2, sums.w2) == 0);
  BOOST_TEST(apart(notes.b1, means.b1) == 0);
  BOOST_TEST(apart(notes.b2, means.b2) == 0);
  // 200 times less: float resolves numbers near 1 to 1e-7.
  const auto moved = [](const arma::fmat& now, const arma::fmat& before) {
    return arma::fmat(now - before);
  };
  BOOST_TEST(apart(200 * moved(notes.b2, start.b2), moved(sums.b2, start.b2)) <
             2e-4);
  BOOST_TEST(apart(200 * moved(means.w2, start.w2), moved(sums.w2, start.w2)) <
             2e-4);
  BOOST_TEST(apart(sums.b2, start.b2) > 0.05);
}

// Row 36, errata 8
BOOST_AUTO_TEST_CASE(row_36_at_rate_0_01_means_learn_next_to_nothing) {
  nn::Loader loader(nn::first(fashion().train, 20000), {.batch_size = 1000});
  const auto learned = [&](Update update) {
    return bpn_accuracy(like_the_library(1), loader, update);
  };
  BOOST_TEST(learned(Update::notes) > 0.55);
  BOOST_TEST(learned(Update::sums) > 0.55);
  BOOST_TEST(learned(Update::means) < 0.3);
}

// Row 38
BOOST_AUTO_TEST_CASE(row_38_the_deep_network_is_that_of_the_notes) {
  Classifier deep("deep");
  const std::string text = deep.model->summary();
  // 3x3 kernels, ReLU, dropout after both fully connected layers, Adam, He.
  std::size_t at = 0;
  for (const char* part : {"Conv2d(1 -> 16, 3x3, padding 1)",
                           "ReLU",
                           "Conv2d(16 -> 16, 3x3, padding 1)",
                           "ReLU",
                           "MaxPool2d(2x2",
                           "Conv2d(16 -> 32, 3x3, padding 1)",
                           "ReLU",
                           "Conv2d(32 -> 32, 3x3, padding 2)",
                           "ReLU",
                           "MaxPool2d(2x2",
                           "Conv2d(32 -> 64, 3x3, padding 1)",
                           "ReLU",
                           "Conv2d(64 -> 64, 3x3, padding 1)",
                           "ReLU",
                           "MaxPool2d(2x2",
                           "64x4x4",
                           "Linear(1024 -> 50)",
                           "ReLU",
                           "Dropout(0.5)",
                           "Linear(50 -> 10)",
                           "Dropout(0.5)"}) {
    at = text.find(part, at);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, part << " in\n" << text);
    ++at;
  }
  // 9 * in * out + out of each convolution, then 1024-50-10.
  BOOST_TEST(deep.model->parameter_count() ==
             160u + 2320 + 4640 + 9248 + 18496 + 36928 + 51250 + 510);
  BOOST_TEST(deep.recipe.optimizer == "adam");
  // He: variance 2 / (9 * 64); of 36864 numbers it is known to 1 %.
  BOOST_TEST(
      arma::var(arma::vectorise(deep.parameter("12.weight"))) == 2.0 / (9 * 64),
      boost::test_tools::tolerance(0.04));
  const std::vector<double> accuracy = deep.learn(3000, 2);
  BOOST_TEST(accuracy.front() < 0.3);
  BOOST_TEST(accuracy.back() > 0.5);
}

BOOST_AUTO_TEST_CASE(a_wide_deep_network_has_twice_the_last_channels) {
  const auto wide = make_model("deep", image, 10, /*seed=*/1, {.wide = true});
  // Convolutions 1-16-16-32-64-128-128, then 2048-50-10.
  BOOST_TEST(wide->parameter_count() ==
             160u + 2320 + 4640 + 18496 + 73856 + 147584 + 102450 + 510);
}

// Row 39
BOOST_AUTO_TEST_CASE(row_39_what_was_shown_moved_is_known_moved) {
  const nn::Augment augment = nn::parse_augment("shift:3+rotate:15");
  const auto accuracies = [&](const nn::Augment& training) {
    Classifier cnn("cnn");
    nn::Loader loader(nn::first(fashion().train, 4000),
                      {.batch_size = 100, .augment = training});
    for (int epoch = 0; epoch < 4; ++epoch)
      cnn.trainer.train_epoch(loader);
    const nn::Subset unseen = nn::first(fashion().test, 2000);
    nn::Loader moved(unseen,
                     {.batch_size = 500, .shuffle = false, .augment = augment});
    return std::pair{cnn.evaluate(unseen).accuracy,
                     nn::evaluate(*cnn.model, *cnn.loss, moved).accuracy};
  };
  const auto [plain, plain_moved] = accuracies({});
  const auto [augmented, augmented_moved] = accuracies(augment);
  BOOST_TEST(plain > 0.75);
  // Five seeds lost 23 to 27 percentage points without augmentation, 3 to 5
  // with it; with 2000 images one standard error is one point.
  BOOST_TEST(plain_moved < plain - 0.15);
  BOOST_TEST(augmented_moved > plain_moved + 0.06);
  BOOST_TEST(plain - plain_moved > augmented - augmented_moved + 0.12);
}

// Row 39
BOOST_AUTO_TEST_CASE(row_39_every_epoch_shows_other_images) {
  nn::Loader loader(nn::first(fashion().train, 100),
                    {.batch_size = 100,
                     .shuffle = false,
                     .augment = nn::parse_augment("shift:2+rotate:10")});
  loader.start_epoch(1);
  const arma::fmat first = loader.next()->x;
  loader.start_epoch(2);
  const arma::fmat second = loader.next()->x;
  loader.start_epoch(1);
  BOOST_TEST(apart(loader.next()->x, first) == 0);
  const arma::frowvec change = arma::max(arma::abs(second - first));
  BOOST_TEST(arma::accu(change > 0.1f) >= 95);  // 1 in 25 shifts is repeated
}

}  // namespace chapter09
