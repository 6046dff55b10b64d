#include "examples.hpp"

namespace chapter08 {

Image small_image() {
  return gray({{1, 2, 3, 0}, {0, 1, 2, 3}, {3, 0, 1, 2}, {2, 3, 0, 1}});
}

arma::mat small_kernel() {
  return {{2, 0, 1}, {0, 1, 2}, {1, 0, 2}};
}

Image large_image() {
  return gray(
      arma::repmat(small_image().slice(0), 2, 2).eval().submat(0, 0, 6, 6));
}

Image color_image() {
  Image image(4, 4, 3, arma::fill::ones);
  image.slice(0) = small_image().slice(0);
  image.slice(1) = small_image().slice(0).t();
  return image;
}

Filters color_filters() {
  Image first(3, 3, 3, arma::fill::zeros), second = first;
  first.slice(0) = small_kernel();
  first(1, 1, 1) = 1;
  first.slice(2).fill(-1);
  second(1, 1, 0) = 1;
  second(1, 1, 1) = -1;
  return {{first, second}, {0, 10}};
}

Image image_to_pool() {
  return gray({{1, 2, 1, 0}, {0, 1, 2, 3}, {3, 0, 1, 2}, {2, 4, 0, 1}});
}

Image random_image(const nn::Shape& shape, nn::Random& random) {
  Image x(shape.height, shape.width, shape.channels);
  x.imbue([&] { return random.normal(); });
  return x;
}

Filters random_filters(arma::uword in, arma::uword out, arma::uword kernel,
                       nn::Random& random) {
  Filters filters;
  for (arma::uword o = 0; o < out; ++o)
    filters.kernels.push_back(random_image({in, kernel, kernel}, random));
  filters.bias.set_size(out);
  filters.bias.imbue([&] { return random.normal(); });
  return filters;
}

std::vector<Case> cases() {
  return {{{1, 4, 4}, 1, {3, 1, 0}},   {{3, 8, 6}, 2, {3, 1, 1}},
          {{2, 9, 7}, 5, {3, 2, 1}},   {{4, 6, 6}, 3, {1, 1, 0}},
          {{1, 12, 12}, 6, {5, 1, 2}}, {{16, 7, 7}, 32, {3, 1, 1}},
          {{3, 11, 9}, 16, {4, 3, 2}}, {{5, 5, 5}, 4, {5, 1, 0}}};
}

}  // namespace chapter08
