/// Every method of the chapter on the same images: what each is good at.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "samples.hpp"

namespace chapter11 {

/// Images as bytes: features x samples, as the library's Dataset has them.
struct Pictures {
  arma::Mat<std::uint8_t> pixels;
  arma::uvec y;

  arma::uword size() const { return pixels.n_cols; }
};

/// The first `count` samples, with pixels 0 … 1.
Samples first_samples(const Pictures& pictures, arma::uword count);
/// The first `count` pictures.
Pictures first_pictures(const Pictures& pictures, arma::uword count);
/// Each 2 x 2 pixels of square pictures become their mean, rounded down: a
/// quarter of the features.
Pictures halved(const Pictures& pictures);

/// What has learned: it predicts classes, and needs so many numbers in memory.
struct Learned {
  std::function<arma::uvec(const Pictures& test)> predict;
  double kilobytes = 0;
};

/// A method with the number of training images that it can bear.
struct Method {
  std::string name;
  arma::uword most_images = 60'000;
  bool random = false;  ///< another seed, another result
  std::function<Learned(const Pictures& train, std::uint64_t seed)> learn;
};

/// Naive Bayes, a tree, neighbors, and so on, in the order of the page. What is
/// built of this chapter's readable trees gets `for_slow` images at most.
std::vector<Method> all_methods(arma::uword for_slow);

/// One method on one set of images.
struct Outcome {
  arma::uword images = 0;
  double accuracy = 0;
  double train_seconds = 0, predict_seconds = 0;
  double kilobytes = 0;
};
Outcome try_method(const Method& method, const Pictures& train,
                   const Pictures& test, std::uint64_t seed);

}  // namespace chapter11
