#include "receptive_field.hpp"

#include <algorithm>

#include "nn/layers/conv2d.hpp"

#include "image.hpp"

namespace chapter08 {
namespace {

/// The output in the middle of the first channel.
arma::uword middle(const Probe& model) {
  const nn::Shape& out = model.output_shape();
  return (out.height / 2 * out.width + out.width / 2) * out.channels;
}

}  // namespace

std::unique_ptr<Probe> stacked(int layers, std::size_t kernel,
                               std::size_t size) {
  auto model = std::make_unique<Probe>(nn::Shape{1, size, size});
  for (int i = 0; i < layers; ++i)
    model->add<nn::Conv2d>(
        1, 1, {.kernel = kernel, .weights = nn::constant(1), .bias = false});
  model->build(/*seed=*/1);
  return model;
}

// #region by-gradient
/// d(the middle output) / d(every pixel): 0 outside its receptive field. With
/// kernels of ones it counts the paths from the pixel to the output.
arma::mat paths_to_middle(Probe& model) {
  const nn::Shape& in = model.input_shape();
  const arma::mat x(in.features(), 1, arma::fill::ones);
  arma::mat dy(arma::size(model.forward(x)), arma::fill::zeros);
  dy(middle(model)) = 1;
  return image_of(model.backward_to_input(dy).as_col(), in).slice(0);
}
// #endregion by-gradient

arma::mat seen_by_middle(Probe& model) {
  const nn::Shape& in = model.input_shape();
  arma::mat x(in.features(), 1, arma::fill::ones);
  const double before = model.forward(x)(middle(model));
  arma::mat seen(in.height, in.width, arma::fill::zeros);
  for (arma::uword pixel = 0; pixel < x.n_elem; ++pixel) {
    x(pixel) = 2;
    seen(pixel / in.width, pixel % in.width) =
        model.forward(x)(middle(model)) != before;
    x(pixel) = 1;
  }
  return seen;
}

arma::uword side_of(const arma::mat& field) {
  const arma::uvec rows = arma::find(arma::any(field, 1));
  const arma::uvec cols = arma::find(arma::any(field, 0));
  if (rows.empty()) return 0;
  return std::max(rows.max() - rows.min(), cols.max() - cols.min()) + 1;
}

// #region by-formula
/// Each layer adds kernel - 1 steps of the previous layer, and a step there is
/// as many pixels as the product of all strides so far.
arma::uword receptive_field(const std::vector<nn::Window>& layers) {
  arma::uword field = 1, step = 1;
  for (const nn::Window& window : layers) {
    field += (window.kernel - 1) * step;
    step *= window.stride;
  }
  return field;
}
// #endregion by-formula

// #region one-kernel
/// Two 3 x 3 kernels in a row, with nothing between them, equal one 5 x 5
/// kernel: sums of the weight products whose offsets add up to the same offset.
arma::mat combined(const arma::mat& first, const arma::mat& second) {
  return arma::conv2(first, second);
}
// #endregion one-kernel

}  // namespace chapter08
