/// What chapter 8's tests share.
#pragma once

#include <boost/test/unit_test.hpp>

#include "08_cnn/checks.hpp"
#include "08_cnn/pictures.hpp"

namespace chapter08 {

constexpr double exact = 0;         // whole numbers: no rounding at all
constexpr double rounding = 1e-12;  // double: sums of at most 200 products

/// A bright square on black, its upper left corner at (i, j).
inline arma::mat square(arma::uword i, arma::uword j) {
  arma::mat image(12, 12, arma::fill::zeros);
  image.submat(i, j, arma::size(3, 3)).fill(1);
  return image;
}

inline double distance(const arma::mat& a, const arma::mat& b) {
  return distance(gray(a), gray(b));
}

/// Few enough images of Fashion-MNIST to train on in a test.
inline const nn::TrainTest& fashion() {
  static const nn::TrainTest data = [] {
    nn::TrainTest images = nn::load_images("fashion-mnist");
    images.train = first_images(images.train, 4000);
    images.test = first_images(images.test, 1000);
    return images;
  }();
  return data;
}

}  // namespace chapter08
