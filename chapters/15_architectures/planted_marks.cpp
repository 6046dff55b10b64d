#include "planted_marks.hpp"

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"

#include "watch.hpp"

namespace chapter15 {
namespace {

constexpr nn::Shape shape = MarkedImages::shape;
constexpr arma::uword side = MarkedImages::side;

Corner any_corner(nn::Random& random) {
  return {random.integer(std::uint32_t(shape.height - side + 1)),
          random.integer(std::uint32_t(shape.width - side + 1))};
}

/// The nine bright pixels of a 5 x 5 mark, rows in the order of reading.
arma::uvec strokes_of(std::int32_t mark) {
  switch (mark) {
    case 0:  // +
      return {2, 7, 10, 11, 12, 13, 14, 17, 22};
    case 1:  // x
      return {0, 4, 6, 8, 12, 16, 18, 20, 24};
    default:  // a diamond with its center
      return {2, 6, 8, 10, 12, 14, 16, 18, 22};
  }
}

/// Dim squares, one over the other, and some noise.
void add_clutter(arma::subview_col<float> x, nn::Random& random) {
  x.imbue([&] { return float(random.uniform(0, 0.2)); });
  for (int k = 0; k < 8; ++k) {
    const float gray = float(random.uniform(0, 0.4));
    for (const arma::uword pixel :
         square_pixels(shape, any_corner(random), side))
      x(pixel) += gray;
  }
  x = arma::clamp(x, 0, 0.7f);
}

bool overlap(const Corner& a, const Corner& b) {
  const auto near = [](arma::uword i, arma::uword j) {
    return i < j + side && j < i + side;
  };
  return near(a.row, b.row) && near(a.column, b.column);
}

}  // namespace

// #region marked-images
MarkedImages marked_images(arma::uword count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 15);
  MarkedImages images;
  images.x.set_size(shape.features(), count);
  for (arma::uword i = 0; i < count; ++i) {
    add_clutter(images.x.col(i), random);
    const Corner mark = any_corner(random);
    Corner decoy = any_corner(random);
    while (overlap(mark, decoy))
      decoy = any_corner(random);
    const auto which = std::int32_t(random.integer(3));
    for (const arma::uword pixel : square_pixels(shape, decoy, side))
      images.x(pixel, i) = 1;
    const arma::uvec place = square_pixels(shape, mark, side);
    for (const arma::uword stroke : strokes_of(which))
      images.x(place(stroke), i) = 1;
    images.classes.push_back(which);
    images.marks.push_back(mark);
    images.decoys.push_back(decoy);
  }
  return images;
}
// #endregion marked-images

std::unique_ptr<nn::Sequential<nn::Cpu>> mark_network(std::uint64_t seed) {
  auto net = std::make_unique<nn::Sequential<nn::Cpu>>(shape);
  net->add<nn::Conv2d>(1, 16, {.padding = 1}).add<nn::ReLU>();
  net->add<nn::MaxPool2d>(2);
  net->add<nn::Conv2d>(16, 16, {.padding = 1}).add<nn::ReLU>();
  net->add<nn::Conv2d>(16, 16, {.padding = 1}).add<nn::ReLU>();
  net->add<Watch>().add<nn::GlobalAveragePool2d>().add<nn::Linear>(16, 3);
  net->build(seed);
  return net;
}

double share_on(const arma::fvec& map, const Corner& corner) {
  const double all = arma::accu(map);
  const arma::fvec inside = map.elem(square_pixels(shape, corner, side));
  return all > 0 ? arma::accu(inside) / all : 0;
}

bool points_at(const arma::fvec& map, const Corner& corner) {
  const arma::uvec inside = square_pixels(shape, corner, side);
  return arma::any(inside == map.index_max());
}

}  // namespace chapter15
