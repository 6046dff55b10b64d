#include "library.hpp"

#include <cstddef>
#include <memory>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "patches.hpp"

namespace chapter08 {
namespace {

template <class B>
typename B::Matrix to_backend(const arma::mat& m) {
  return arma::conv_to<typename B::Matrix>::from(m);
}

template <class Real>
Image from_backend(const arma::Mat<Real>& column, const nn::Shape& shape) {
  return image_of(arma::conv_to<arma::mat>::from(column).as_col(), shape);
}

/// A model with one Conv2d that has these filters.
template <class B>
std::unique_ptr<nn::Sequential<B>> conv2d(const nn::Shape& input,
                                          const Filters& filters,
                                          const nn::Window& window) {
  auto model = std::make_unique<nn::Sequential<B>>(input);
  model->template add<nn::Conv2d>(input.channels, filters.count(),
                                  {.kernel = window.kernel,
                                   .stride = window.stride,
                                   .padding = window.padding});
  model->build(/*seed=*/1);
  model->parameters() = to_backend<B>(
      arma::join_cols(arma::vectorise(weight_matrix(filters)), filters.bias));
  return model;
}

}  // namespace

// #region library
/// convolve(), computed by backend B: Reference<double> or Cpu.
template <class B>
Image convolve_by_library(const Image& x, const Filters& filters,
                          const nn::Window& window) {
  const auto model = conv2d<B>(shape_of(x), filters, window);
  const typename B::Matrix column = to_backend<B>(column_of(x));
  return from_backend(model->forward(column), model->output_shape());
}
// #endregion library

template <class B>
Gradients convolve_backward_by_library(const Image& x, const Filters& filters,
                                       const Image& dy,
                                       const nn::Window& window) {
  const auto model = conv2d<B>(shape_of(x), filters, window);
  const typename B::Matrix column = to_backend<B>(column_of(x));
  model->forward(column);
  Gradients d{
      from_backend(model->backward_to_input(to_backend<B>(column_of(dy))),
                   shape_of(x)),
      filters};
  const auto flat = arma::conv_to<arma::vec>::from(model->gradients());
  const arma::uword inputs = filters.kernels.front().n_elem;
  const arma::mat dW = arma::reshape(flat.head(filters.count() * inputs),
                                     filters.count(), inputs);
  for (arma::uword o = 0; o < filters.count(); ++o)
    d.filters.kernels[o] =
        image_of(dW.row(o).t(), shape_of(filters.kernels[o]));
  d.filters.bias = flat.tail(filters.count());
  return d;
}

template <class B, template <class> class L>
Image pool_by_library(const Image& x, const nn::Window& window) {
  nn::Sequential<B> model(shape_of(x));
  model.template add<L>(window.kernel, {.stride = window.stride});
  model.build(/*seed=*/1);
  const typename B::Matrix column = to_backend<B>(column_of(x));
  return from_backend(model.forward(column), model.output_shape());
}

template Image convolve_by_library<nn::Reference<double>>(const Image&,
                                                          const Filters&,
                                                          const nn::Window&);
template Image convolve_by_library<nn::Cpu>(const Image&, const Filters&,
                                            const nn::Window&);
template Gradients convolve_backward_by_library<nn::Reference<double>>(
    const Image&, const Filters&, const Image&, const nn::Window&);
template Gradients convolve_backward_by_library<nn::Cpu>(const Image&,
                                                         const Filters&,
                                                         const Image&,
                                                         const nn::Window&);
template Image pool_by_library<nn::Reference<double>, nn::MaxPool2d>(
    const Image&, const nn::Window&);
template Image pool_by_library<nn::Reference<double>, nn::AveragePool2d>(
    const Image&, const nn::Window&);

}  // namespace chapter08
