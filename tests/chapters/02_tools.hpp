/// What the tests of chapter 2 share.
#pragma once

#include <cstring>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/data/dataset.hpp"

#include "02_normalization/components.hpp"
#include "02_normalization/images.hpp"
#include "02_normalization/problems.hpp"

namespace chapter02 {

inline double largest_difference(const arma::mat& a, const arma::mat& b) {
  BOOST_REQUIRE(arma::size(a) == arma::size(b));
  return arma::abs(a - b).max();
}

/// Three images of 2 x 2 pixels, the last pixel always 255.
inline nn::Dataset small_images() {
  nn::Dataset data;
  data.name = "test";
  data.shape = {1, 2, 2};
  data.classes = 2;
  data.class_names = {"a", "b"};
  data.pixels = {0, 100, 200, 255, 10, 90, 250, 255, 20, 110, 0, 255};
  data.labels = {1, 0, 1};
  return data;
}

/// Debian's Fashion-MNIST, loaded once.
inline const nn::TrainTest& fashion() {
  static const nn::TrainTest images = nn::load_images("fashion-mnist");
  return images;
}

/// The 2000 images of the page, and their principal components.
struct RealImages {
  Images train = images_of(fashion().train, 0, 2000);
  Components components = components_of(train.x);
};
inline const RealImages& real_images() {
  static const RealImages images;
  return images;
}

/// For tests that need it.
inline boost::test_tools::assertion_result fashion_is_here(
    boost::unit_test::test_unit_id) {
  return std::filesystem::exists(nn::data_places().debian);
}

/// `action` must fail with a one-line DataError that contains these words.
template <class Action>
void refused(Action action, const char* words) {
  try {
    action();
    BOOST_ERROR("it was accepted");
  } catch (const nn::DataError& error) {
    BOOST_TEST(std::strstr(error.what(), words) != nullptr, error.what());
    BOOST_TEST(std::strchr(error.what(), '\n') == nullptr);
  }
}

}  // namespace chapter02
