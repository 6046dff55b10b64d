/// Row 29: how weights start.
#pragma once

#include "chapters/06_tools.hpp"

// Row 29

BOOST_AUTO_TEST_CASE(row_29_units_that_start_alike_stay_alike) {
  for (double value : {0.0, 0.5, -1.3}) {
    const XorRun run = learn_xor({value, 0});
    // The same numbers for all four units, except for the order of additions in
    // a product: a few roundings.
    BOOST_TEST(run.distance.is_finite());
    BOOST_TEST(run.distance.max() < 1e-12);
    // One unit cannot do XOR: some row stays far from its target.
    BOOST_TEST(run.loss.back() > 0.1);
  }
}

BOOST_AUTO_TEST_CASE(row_29_all_zero_learns_the_mean_and_nothing_else) {
  const XorRun run = learn_xor({});
  BOOST_TEST(arma::abs(run.hidden).max() == 0);
  check_near(arma::vec(run.answer.t()), {0.5, 0.5, 0.5, 0.5}, 1e-12);
}

BOOST_AUTO_TEST_CASE(row_29_random_weights_learn_xor) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const XorRun run = learn_xor({0, 1, seed});
    BOOST_TEST(run.loss.back() < 1e-2);
    BOOST_TEST(run.distance.back() > 0.5);
  }
}

BOOST_AUTO_TEST_CASE(row_29_a_millionth_of_noise_is_not_enough) {
  const XorRun run = learn_xor({0.5, 1e-6, 1}, 6000);
  BOOST_TEST(run.distance(0) < 1e-5);
  BOOST_TEST(run.distance(100) < 1e-3);  // still alike after many steps
  BOOST_TEST(run.distance.back() > 1e3 * run.distance(0));
  BOOST_TEST(run.loss.back() > 0.16);  // NumPy: 0.168 after 6000 steps
  // With rate 0.3 it is. In plain Python, 35 seeds end below 0.001.
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const XorRun faster = learn_xor({0.5, 1e-6, seed}, 1000, 0.3);
    BOOST_TEST(faster.distance.back() > 0.5);
    BOOST_TEST(faster.loss.back() < 0.1);
  }
}

BOOST_AUTO_TEST_CASE(row_29_hidden_activations_by_hand_and_by_library) {
  const arma::mat x = normal_samples(50, 3);
  for (Squash squash : all_squashes)
    for (const Start& start : five_starts(squash)) {
      const auto by_hand = hidden_by_hand(start, squash, x, 7);
      const auto model = five_layers(start, squash, 7);
      const auto library = hidden_of_library(*model, x);
      BOOST_REQUIRE(by_hand.size() == hidden_layers);
      for (std::size_t l = 0; l < hidden_layers; ++l) {
        // Sums of 100 products, relative to the largest number.
        const double bound = 1e-12 * (1 + arma::abs(by_hand[l]).max());
        BOOST_TEST(library[l].is_finite());
        BOOST_TEST(arma::abs(by_hand[l] - library[l]).max() < bound);
      }
    }
}

BOOST_AUTO_TEST_CASE(row_29_moments_of_known_functions) {
  // ReLU of a normal z with variance q: mean sqrt(q / 2 pi), square q / 2.
  const Moments relu = moments(Squash::relu, 3);
  check_near(relu.mean, std::sqrt(3 / (2 * std::numbers::pi)), 1e-6);
  check_near(relu.square, 1.5, 1e-6);  // a sum with step 1e-3, up to |z| = 8
  check_near(moments(Squash::sigmoid, 3).mean, 0.5, 1e-6);
  check_near(moments(Squash::tanh, 3).mean, 0, 1e-6);
  // tanh of a huge z is its sign.
  check_near(moments(Squash::tanh, 1e10).square, 1, 1e-4);
}

BOOST_AUTO_TEST_CASE(row_29_he_keeps_the_square_that_relu_halves) {
  // q = n 2/n E[h^2] = 2 E[h^2] and E[h^2] = q / 2: it stays 1, and the
  // deviation is sqrt(1 - 1 / pi).
  const auto he =
      predicted_deviations(start_named("he", Squash::relu), Squash::relu);
  for (double deviation : he)
    check_near(deviation, std::sqrt(1 - 1 / std::numbers::pi), 1e-5);
  // Xavier loses half of it in each layer, 0.01 * randn all but 1/200.
  const auto ratio = [](const char* file, arma::uword layer) {
    const auto d =
        predicted_deviations(start_named(file, Squash::relu), Squash::relu);
    return d(layer) / d(layer - 1);
  };
  check_near(ratio("xavier", 3), std::sqrt(0.5), 1e-5);
  check_near(ratio("small", 3), std::sqrt(0.005), 1e-5);
}

BOOST_AUTO_TEST_CASE(row_29_measured_deviations_are_the_predicted_ones) {
  const arma::mat x = normal_samples(200, 11);
  for (Squash squash : all_squashes)
    for (const Start& start : five_starts(squash)) {
      arma::rowvec mean(hidden_layers, arma::fill::zeros);
      const int networks = 30;
      for (int i = 0; i < networks; ++i)
        mean += deviations(
                    hidden_by_hand(start, squash, x, std::uint64_t(100 + i))) /
                networks;
      // A layer of 100 units changes the deviation by about 1 / sqrt(100),
      // five layers by 25 %, the mean of 30 networks by 5 %; the formula is
      // for n -> infinity and off by a few percent as well.
      const arma::rowvec predicted = predicted_deviations(start, squash);
      for (arma::uword l = 0; l < hidden_layers; ++l)
        check_near(mean(l), predicted(l), 0.15 * predicted(l));
    }
}

BOOST_AUTO_TEST_CASE(row_29_histograms_saturated_collapsed_and_healthy) {
  const arma::mat x = normal_samples(1000, 1);
  const auto layers = [&](const char* file) {
    return hidden_by_hand(start_named(file, Squash::sigmoid), Squash::sigmoid,
                          x, 1);
  };
  const auto at_the_ends = [](double h) { return h < 0.1 || h > 0.9; };
  const auto in_the_middle = [](double h) { return std::abs(h - 0.5) < 0.05; };
  for (const arma::mat& h : layers("one"))
    BOOST_TEST(share(h, at_the_ends) > 0.5);  // saturated
  for (const arma::mat& h : layers("small"))
    BOOST_TEST(share(h, in_the_middle) > 0.9);  // collapsed
  for (const arma::mat& h : layers("xavier")) {
    BOOST_TEST(share(h, at_the_ends) < 0.1);
    BOOST_TEST(share(h, in_the_middle) < 0.6);
  }
}

BOOST_AUTO_TEST_CASE(
    row_29_gradients_vanish_through_sigmoid_and_small_weights) {
  const arma::mat x = normal_samples(200, 5);
  const auto ratio = [&](const char* file, Squash squash) {
    const auto g = gradient_sizes(start_named(file, squash), squash, x, 5);
    return g.front() / g.back();
  };
  // A layer back: times W (kept by Xavier) and times at most 1/4: 4^-4.
  BOOST_TEST(ratio("xavier", Squash::sigmoid) < 1.0 / 50);
  BOOST_TEST(ratio("small", Squash::sigmoid) < 1e-5);
  BOOST_TEST(ratio("he", Squash::relu) > 0.3);
  BOOST_TEST(ratio("he", Squash::relu) < 3);
  BOOST_TEST(ratio("xavier", Squash::tanh) > 0.3);
  BOOST_TEST(ratio("orthogonal", Squash::tanh) > 0.3);
  // With ReLU, a layer's gradient is what comes back times what came in: the
  // factors by which W scales them are the same for every layer.
  BOOST_TEST(ratio("small", Squash::relu) > 0.3);
  // Large weights make up for the flat ends of the sigmoid.
  BOOST_TEST(ratio("one", Squash::sigmoid) > 0.3);
}

BOOST_AUTO_TEST_CASE(row_29_a_deep_network_learns_from_he_not_from_small) {
  const auto outcome = [](const char* file, int depth) {
    const auto model =
        deep_network(depth, start_named(file, Squash::relu).rule, 1);
    nn::Sgd<B> sgd(*model, 0.05);
    return train(*model, sgd, little_fashion(),
                 {.epochs = 4, .batch_size = 50});
  };
  // Collapsed: it answers the same to everything, ln 10 = 2.303.
  check_near(outcome("small", 5).train_loss, std::log(10), 0.01);
  BOOST_TEST(outcome("he", 5).train_loss < 1);
  BOOST_TEST(outcome("orthogonal", 5).train_loss < 1);
  // One hidden layer does not mind (notes B).
  BOOST_TEST(outcome("small", 1).train_loss < 1);
}

BOOST_AUTO_TEST_CASE(row_29_mean_of_runs_leaves_diverged_ones_out) {
  const Outcome lost{
      {2, 1e9}, arma::datum::nan, arma::datum::nan, arma::datum::nan,
      1,        arma::datum::nan, arma::datum::nan};
  const Outcome a{{2, 1}, 1, 3, 0.5, 0, 0.5, 0.5};
  const Outcome b{{4, 2}, 2, 5, 0.7, 0, 0.7, 0.7};
  const Outcome mean = mean_of({lost, a, b});
  check_near(arma::vec(mean.loss), {3, 1.5}, 1e-15);
  check_near(mean.train_loss, 1.5, 1e-15);
  check_near(mean.validation_loss, 4, 1e-15);
  check_near(mean.test_accuracy, 0.6, 1e-15);
  BOOST_TEST(mean.lowest_accuracy == 0.5);
  BOOST_TEST(mean.highest_accuracy == 0.7);
  BOOST_TEST(mean.diverged == 1);
  BOOST_TEST(mean_of({lost, lost}).loss.empty());
}

// Errata 9, second half
BOOST_AUTO_TEST_CASE(row_29_sigmoid_is_softmax_of_two_and_a_gate) {
  BOOST_TEST(softmax_against_sigmoid(1) < 1e-14);  // roundings below 1
  const arma::vec memory = gated_memories(Squash::sigmoid, 5, 100, 1);
  BOOST_TEST(memory.min() > 0);
  BOOST_TEST(memory.max() < 1);
  // 1 - sigmoid(5 + n) is e^-5 e^(1/2) = 0.011 in the mean.
  BOOST_TEST(arma::median(memory) > 0.2);
  BOOST_TEST(gated_memories(Squash::relu, 5, 100, 1).min() > 1e30);
}
