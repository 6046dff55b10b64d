// Chapter 4 on images: real ones if available, otherwise small made-up ones.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/data/dataset.hpp"
#include "nn/training/losses.hpp"

#include "04_loss/image_scores.hpp"
#include "04_loss/library.hpp"
#include "04_loss/losses.hpp"
#include "04_loss/penalty.hpp"
#include "04_loss/templates.hpp"

namespace chapter04_images {

/// Skips a test case on a machine without the images.
struct HaveImages {
  boost::test_tools::assertion_result operator()(
      boost::unit_test::test_unit_id) const {
    try {
      nn::find_images("fashion-mnist");
    } catch (const nn::DataError& error) {
      boost::test_tools::assertion_result no(false);
      no.message() << error.what();
      return no;
    }
    return true;
  }
};

/// The first images, loaded once.
inline const chapter04::ImageSets& sets() {
  static const auto loaded = chapter04::load_sets(6000, 2000);
  return loaded.value();
}

}  // namespace chapter04_images

// Row 13
BOOST_AUTO_TEST_CASE(row_13_a_picture_becomes_3072_numbers_pixel_by_pixel) {
  arma::mat picture(28, 28, arma::fill::zeros);
  picture(3, 5) = 0.25;  // row 3, column 5; two black pixels around it
  const arma::vec x = chapter04::color_pixels(picture);
  BOOST_REQUIRE(x.n_elem == 3072u);
  const arma::uword at = ((3 + 2) * 32 + 5 + 2) * 3;
  for (arma::uword c = 0; c < 3; ++c)
    BOOST_TEST(x(at + c) == 0.25);
  BOOST_TEST(arma::accu(x) == 0.75);
  const arma::mat back = chapter04::pixel_parts(x);
  BOOST_TEST(back(5, 7) == 0.75);
  BOOST_TEST(arma::accu(back) == 0.75);
}

// Row 13
BOOST_AUTO_TEST_CASE(row_13_teaching_follows_the_slope_of_the_loss) {
  using namespace chapter04;
  nn::Random random(1);
  ThreeClasses data{arma::mat(3072, 4), {0, 1, 2, 1}, {"a", "b", "c"}};
  for (double& value : data.pixels)
    value = random.uniform();
  LinearClassifier f = random_classifier(1), next = f;
  teach(next, data, 1e-3, 1);
  for (arma::uword i : {0u, 500u, 3000u, 9215u}) {
    const double h = 1e-5;
    LinearClassifier above = f, below = f;
    above.weights(i) += h;
    below.weights(i) -= h;
    const double measured =
        (mean_loss(above, data) - mean_loss(below, data)) / (2 * h);
    // Central differences: rounding of 1e-16 / 1e-5.
    BOOST_TEST(std::abs((f.weights(i) - next.weights(i)) / 1e-3 - measured) <
               1e-8);
  }
}

// Row 13
BOOST_AUTO_TEST_CASE(
    row_13_three_classes_of_real_images,
    *boost::unit_test::precondition(chapter04_images::HaveImages())) {
  using namespace chapter04;
  const ThreeClasses data = three_classes(chapter04_images::sets().train, 100);
  BOOST_REQUIRE(data.pixels.n_cols == 100u);
  LinearClassifier f = random_classifier(1);
  const double before = mean_loss(f, data);
  teach(f, data, 0.005, 30);
  BOOST_TEST(mean_loss(f, data) < before / 4);
  const arma::mat s = scores(f, data.pixels);
  BOOST_TEST(arma::abs(s - scores_of_library(f, data.pixels)).max() < 1e-11);
  // The contributions of all pixels plus the bias give the score.
  const arma::vec x = data.pixels.col(0);
  for (arma::uword c = 0; c < 3; ++c)
    BOOST_TEST(arma::accu(pixel_parts(f.weights.row(c).t() % x)) + f.bias(c) ==
                   s(c, 0),
               boost::test_tools::tolerance(1e-11));
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_batch_means_average_to_the_loss_of_all) {
  using namespace chapter04;
  nn::Random random(2);
  arma::vec losses(1000);
  for (double& value : losses)
    value = random.uniform();
  for (std::size_t batch : {1, 10, 100, 1000}) {
    const arma::vec means = batch_means(losses, batch, 1);
    BOOST_TEST(means.n_elem == 1000 / batch);
    // A thousand roundings.
    BOOST_TEST(arma::mean(means) == arma::mean(losses),
               boost::test_tools::tolerance(1e-12));
  }
  // Means of ten have 1/sqrt(10) of the spread; 100 of them tell it to 7 %.
  BOOST_TEST(arma::stddev(batch_means(losses, 10, 1)) * std::sqrt(10.0) ==
                 arma::stddev(losses),
             boost::test_tools::tolerance(0.25));
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_before_learning_the_loss_is_log_of_the_classes) {
  using namespace chapter04;
  const Images images{arma::fmat(784, 20, arma::fill::ones),
                      std::vector<std::int32_t>(20, 3),
                      {}};
  const Templates zero = zero_templates(784);
  const double loss = arma::mean(losses_of_images(zero, images));
  BOOST_TEST(std::abs(loss - std::log(10.0)) < 1e-6);  // float
  nn::MulticlassHinge<Floats> margin;
  arma::fmat slope(10, 20);
  const arma::fmat s = template_scores(zero, images.pixels);
  BOOST_TEST(margin(s, images.labels, slope) == 9);
}

// Rows 14 and 17, on real images
BOOST_AUTO_TEST_CASE(
    row_17_templates_of_real_images_l1_sparse_l2_not,
    *boost::unit_test::precondition(chapter04_images::HaveImages())) {
  using namespace chapter04;
  const ImageSets& sets = chapter04_images::sets();
  nn::SoftmaxCrossEntropy<Floats> cross;
  nn::MulticlassHinge<Floats> margin;
  const auto learn = [&](const Recipe& recipe, std::uint64_t seed = 1) {
    Templates f = zero_templates(784);
    for (std::uint32_t epoch = 0; epoch < 10; ++epoch)
      learn_epoch(f, recipe, sets.train, seed, epoch);
    return f;
  };
  const Templates plain = learn({cross, 0.05}), other = learn({margin, 0.005});
  const Templates l2 = learn({.loss = cross, .l2 = 0.01});
  const Templates l1 = learn({.loss = cross, .l1 = 0.002});
  // A tenth is right by chance; linear classifiers reach some 84 %.
  for (const Templates* f : {&plain, &other, &l2, &l1})
    BOOST_TEST(accuracy(*f, sets.test) > 0.75);
  // Pixels that are black in all images never get a weight.
  const arma::uword dead = zeros_in(plain.weights);
  BOOST_TEST(zeros_in(l2.weights) == dead);
  BOOST_TEST(zeros_in(l1.weights) > dead + 2000);
  BOOST_TEST(arma::norm(l2.weights) < arma::norm(plain.weights));
  // Neither helps: it is worse on the training images and on new ones.
  const auto worse = [&](const Templates& f, const Templates& than) {
    return accuracy(f, sets.train) < accuracy(than, sets.train) - 0.002 &&
           accuracy(f, sets.test) < accuracy(than, sets.test) - 0.002;
  };
  BOOST_TEST(worse(l2, plain));
  BOOST_TEST(worse(l1, plain));
  for (std::uint64_t seed : {2, 3})
    BOOST_TEST(worse(learn({.loss = cross, .l2 = 0.01}, seed),
                     learn({.loss = cross}, seed)));
  BOOST_TEST(accuracy(plain, sets.train) - accuracy(plain, sets.test) < 0.04);
}
