#include "small_images.hpp"

#include <algorithm>

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

namespace chapter15 {
namespace {

/// The mean of each 2 x 2 pixels, 0 … 1. from: a gray image, row by row.
void halve(const std::uint8_t* from, const nn::Shape& shape, float* to) {
  for (std::size_t y = 0; y + 1 < shape.height; y += 2)
    for (std::size_t x = 0; x + 1 < shape.width; x += 2) {
      const std::uint8_t* corner = from + y * shape.width + x;
      const int sum =
          corner[0] + corner[1] + corner[shape.width] + corner[shape.width + 1];
      *to++ = static_cast<float>(sum) / (4 * 255);
    }
}

}  // namespace

const nn::TrainTest& clothes() {
  static const nn::TrainTest images = nn::load_images("fashion-mnist");
  return images;
}

bool clothes_are_here() {
  try {
    clothes();
    return true;
  } catch (const nn::DataError& error) {
    fmt::print("\nNo images, so the steps that need them are left out: {}\n",
               error.what());
    return false;
  }
}

SmallImages small_images(const nn::Dataset& data,
                         const std::vector<std::int32_t>& classes,
                         std::size_t count) {
  const nn::Shape half{1, data.shape.height / 2, data.shape.width / 2};
  SmallImages images{half, arma::fmat(half.features(), count), {}};
  for (std::size_t i = 0; i < data.size() && images.size() < count; ++i) {
    const auto place = std::ranges::find(classes, data.labels[i]);
    if (place == classes.end()) continue;
    halve(data.pixels.data() + i * data.shape.features(), data.shape,
          images.x.colptr(images.size()));
    images.labels.push_back(std::int32_t(place - classes.begin()));
  }
  if (images.size() < count)
    throw nn::UsageError(
        fmt::format("only {} images of these {} classes, expected {}",
                    images.size(), classes.size(), count));
  return images;
}

SmallImages chosen(const SmallImages& images, const arma::uvec& samples) {
  SmallImages some{images.shape, images.x.cols(samples), {}};
  for (const arma::uword i : samples)
    some.labels.push_back(images.labels[i]);
  return some;
}

SmallImages rest(const SmallImages& images, std::size_t from) {
  return chosen(images, arma::regspace<arma::uvec>(from, images.size() - 1));
}

Scale scale_of(const SmallImages& images) {
  const arma::vec pixels =
      arma::conv_to<arma::vec>::from(arma::vectorise(images.x));
  return {static_cast<float>(arma::mean(pixels)),
          static_cast<float>(arma::stddev(pixels))};
}

void apply(const Scale& scale, SmallImages& images) {
  images.x = (images.x - scale.mean) / scale.deviation;
}

arma::uvec draw_labels(const SmallImages& images, std::size_t classes,
                       std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(images.size());
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  nn::Random(seed, nn::Stream::data).shuffle(order);
  std::vector<std::size_t> wanted(classes, count / classes);
  std::vector<arma::uword> drawn;
  for (const std::uint32_t i : order)
    if (std::size_t& left = wanted[std::size_t(images.labels[i])]; left > 0) {
      drawn.push_back(i);
      --left;
    }
  if (drawn.size() != count)
    throw nn::UsageError(
        fmt::format("cannot draw {} labels, equally many of {} classes, from "
                    "{} images",
                    count, classes, images.size()));
  return arma::uvec(drawn);
}

}  // namespace chapter15
