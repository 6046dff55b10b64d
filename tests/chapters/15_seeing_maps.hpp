/// What is made of maps: enlarged, covered, ranked, deleted; planted marks.
#pragma once

#include "nn/core/threads.hpp"

#include "15_architectures/deletion.hpp"
#include "15_architectures/planted_marks.hpp"
#include "15_architectures/rank_correlation.hpp"
#include "15_seeing_tools.hpp"

namespace chapter15 {

using namespace seeing_tests;

BOOST_AUTO_TEST_CASE(maps_are_enlarged_between_their_places) {
  const arma::fvec all = enlarged_map({0, 4}, {1, 1, 2}, {1, 1, 4});
  BOOST_TEST(arma::abs(all - arma::fvec{0, 1, 3, 4}).max() == 0);
  // Rows and columns alike; corners keep their numbers.
  const arma::fvec square = enlarged_map({0, 4, 8, 12}, {1, 2, 2}, {1, 4, 4});
  BOOST_TEST(square(0) == 0);
  BOOST_TEST(square(3) == 4);
  BOOST_TEST(square(12) == 8);
  BOOST_TEST(square(5) == 3);  // 1 to the right, 2 down
  BOOST_TEST(arma::abs(enlarged_map({7}, {1, 1, 1}, {1, 5, 5}) - 7).max() == 0);
}

BOOST_AUTO_TEST_CASE(squares_and_pictures_lie_as_pixels_do) {
  const nn::Shape shape{1, 3, 4};
  BOOST_TEST(
      arma::all(square_pixels(shape, {1, 2}, 2) == arma::uvec{6, 7, 10, 11}));
  const arma::fvec x = arma::regspace<arma::fvec>(0, 11);
  const arma::mat picture = picture_of(x, shape);
  BOOST_TEST(picture.n_rows == 3u);
  BOOST_TEST(picture(1, 2) == 6);
}

/// p of class 1 = sigmoid(sum of the pixels): two classes, linear.
inline std::unique_ptr<nn::Sequential<nn::Cpu>> sum_of_pixels(
    const nn::Shape& shape) {
  auto net = std::make_unique<nn::Sequential<nn::Cpu>>(shape);
  net->add<nn::Linear>(shape.features(), 2);
  net->build(1);
  net->parameters().zeros();
  net->named_parameters()[0].parameter->value.row(1).ones();
  return net;
}

inline double sigmoid_of(double z) {
  return 1 / (1 + std::exp(-z));
}

BOOST_AUTO_TEST_CASE(occlusion_by_hand) {
  const nn::Shape shape{1, 4, 4};
  const auto net = sum_of_pixels(shape);
  arma::fvec x(16, arma::fill::zeros);
  x(0) = 1, x(15) = 0.5f;
  // Each pixel below one patch.
  const arma::fvec drops =
      occlusion(*net, x, 1, {.side = 2, .stride = 2, .gray = 0.25f});
  const double whole = sigmoid_of(1.5);
  const double upper_left = whole - sigmoid_of(1.5 - 1 + 4 * 0.25);
  const double upper_right = whole - sigmoid_of(1.5 + 4 * 0.25);
  for (const arma::uword i : {0u, 1u, 4u, 5u})
    BOOST_TEST(std::abs(drops(i) - upper_left) < 1e-6);
  BOOST_TEST(std::abs(drops(2) - upper_right) < 1e-6);
  BOOST_TEST(drops(2) < 0);  // gray speaks for the class
  // Three by three places: the middle pixel has four patches, a corner one.
  const arma::fvec mean =
      occlusion(*net, x, 1, {.side = 2, .stride = 1, .gray = 0});
  const double first = whole - sigmoid_of(0.5), last = whole - sigmoid_of(1);
  BOOST_TEST(std::abs(mean(0) - first) < 1e-6);
  BOOST_TEST(std::abs(mean(5) - first / 4) < 1e-6);
  BOOST_TEST(std::abs(mean(10) - last / 4) < 1e-6);
}

// The example of SciPy's spearmanr.
BOOST_AUTO_TEST_CASE(rank_correlation_as_others_compute_it) {
  BOOST_TEST(
      rank_correlation({1, 2, 3, 4, 5}, {5, 6, 7, 8, 7}) == 0.8207826816681233,
      tt::tolerance(1e-14));
  BOOST_TEST(arma::all(ranks_of({3, 1, 3, 2}) == arma::vec{3.5, 1, 3.5, 2}));
  BOOST_TEST(rank_correlation({1, 2, 9}, {-1, 0, 0.5}) == 1,
             tt::tolerance(1e-14));
  BOOST_TEST(rank_correlation({1, 2, 9}, {3, 2, 1}) == -1,
             tt::tolerance(1e-14));
  BOOST_TEST(rank_correlation({1, 2, 9}, {4, 4, 4}) == 0);
}

BOOST_AUTO_TEST_CASE(deletion_takes_the_largest_first_and_ends_in_gray) {
  nn::Random random(1);
  BOOST_TEST(arma::all(most_important_first({2, 9, -1, 4}, random) ==
                       arma::uvec{1, 3, 0, 2}));
  const auto net = sum_of_pixels({1, 2, 2});
  const arma::rowvec curve = deletion_curve(*net, {0, 3, 0, 1}, 1, {1, 3, 0, 2},
                                            {.points = 5, .gray = 0.5f});
  const arma::rowvec logits{4, 1.5, 1, 1.5, 2};
  for (arma::uword k = 0; k < 5; ++k)
    BOOST_TEST(std::abs(curve(k) - sigmoid_of(logits(k))) < 1e-6);
  const arma::mat lines{{1, 0.5, 0}, {1, 0, 0}, {1, 1, 1}};
  BOOST_TEST(arma::approx_equal(areas_below(lines), arma::vec{0.5, 0.25, 1},
                                "absdiff", 1e-15));
}

// Equal numbers are not taken in the order of reading.
BOOST_AUTO_TEST_CASE(deletion_takes_equal_numbers_in_a_random_order) {
  nn::Random random(1);
  arma::fvec map(100, arma::fill::zeros);
  map(70) = 1;
  arma::uvec order = most_important_first(map, random);
  BOOST_TEST(order(0) == 70u);
  const double early =
      arma::mean(arma::conv_to<arma::vec>::from(order.subvec(1, 50)));
  BOOST_TEST(std::abs(early - 50) < 4 * 29 / std::sqrt(50.0));
  order = arma::sort(order);
  BOOST_TEST(arma::all(order == arma::regspace<arma::uvec>(0, 99)));
}

BOOST_AUTO_TEST_CASE(marked_images_are_as_they_say) {
  const MarkedImages images = marked_images(300, 1);
  arma::vec counts(3, arma::fill::zeros);
  for (arma::uword i = 0; i < 300; ++i) {
    const auto bright = [&](const Corner& corner) {
      const arma::fvec part = images.x.submat(
          square_pixels(MarkedImages::shape, corner, MarkedImages::side),
          arma::uvec{i});
      return arma::accu(part == 1);
    };
    BOOST_TEST_REQUIRE(bright(images.marks[i]) == 9u);
    BOOST_TEST_REQUIRE(bright(images.decoys[i]) == 25u);
    BOOST_TEST_REQUIRE(arma::accu(images.x.col(i) == 1) == 34u);
    ++counts(arma::uword(images.classes[i]));
  }
  BOOST_TEST(images.x.min() >= 0);
  BOOST_TEST(counts.min() > 100 - 4 * 8.2);  // four deviations
  BOOST_TEST(arma::abs(images.x - marked_images(300, 1).x).max() == 0);
  BOOST_TEST(arma::abs(images.x - marked_images(300, 2).x).max() > 0);
}

BOOST_AUTO_TEST_CASE(shares_of_maps_by_hand) {
  arma::fvec map(400, arma::fill::zeros);
  BOOST_TEST(share_on(map, {0, 0}) == 0);
  map(0) = 1, map(24) = 2, map(399) = 5;  // 24: row 1, column 4
  BOOST_TEST(share_on(map, {0, 0}) == 3.0 / 8, tt::tolerance(1e-6));
  BOOST_TEST(share_on(map, {0, 1}) == 2.0 / 8, tt::tolerance(1e-6));
  BOOST_TEST(!points_at(map, {0, 0}));
  BOOST_TEST(points_at(map, {15, 15}));
}

BOOST_AUTO_TEST_CASE(trainings_do_not_depend_on_threads) {
  const auto trained = [] {
    const auto net = mark_network(1);
    teach(*net, marked_images(200, 1), {.epochs = 2});
    return arma::fmat(net->parameters());
  };
  const int before = nn::Cpu::threads();
  nn::Cpu::set_threads(1);
  const arma::fmat one = trained();
  nn::Cpu::set_threads(3);
  const arma::fmat three = trained();
  nn::Cpu::set_threads(before);
  BOOST_TEST(arma::abs(one - three).max() == 0);
}

}  // namespace chapter15
