/// Images of a few classes, half as large, as the columns of a matrix.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

namespace chapter15 {

/// Fashion-MNIST, loaded once for all steps. DataError without it.
const nn::TrainTest& clothes();
/// Can it be loaded? If not, says why.
bool clothes_are_here();

inline const std::vector<std::int32_t> all_kinds{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

/// Images, one a column, and the class of each.
struct SmallImages {
  nn::Shape shape;
  arma::fmat x;  ///< features x samples
  std::vector<std::int32_t> labels;

  std::size_t size() const { return labels.size(); }
};

/// The first `count` images of these classes, each pixel the mean of 2 x 2,
/// 0 … 1. Their labels are their places in the list. UsageError if there are
/// fewer.
SmallImages small_images(const nn::Dataset& data,
                         const std::vector<std::int32_t>& classes,
                         std::size_t count);

/// Those samples, in that order.
SmallImages chosen(const SmallImages& images, const arma::uvec& samples);

/// From sample `from` on.
SmallImages rest(const SmallImages& images, std::size_t from);

/// What is subtracted from every pixel, and what the result is divided by.
struct Scale {
  float mean = 0, deviation = 1;
};
Scale scale_of(const SmallImages& images);
void apply(const Scale& scale, SmallImages& images);

/// `count` samples, equally many of each class, drawn by this seed. UsageError
/// if the classes do not divide the count, or one has too few samples.
arma::uvec draw_labels(const SmallImages& images, std::size_t classes,
                       std::size_t count, std::uint64_t seed);

}  // namespace chapter15
