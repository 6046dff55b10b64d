#include "speed.hpp"

#include <cstddef>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/reference/reference.hpp"

namespace chapter08 {

// #region loops
/// Six loops over plain memory: the best order for the processor's cache
/// (output channels innermost), and no other optimization.
/// W: filters x (taps * channels), x: features x images, y likewise.
void convolve_by_loops(const Work& work, const arma::fmat& W,
                       const arma::fmat& x, arma::fmat& y) {
  const nn::Shape in = work.input, out = work.output();
  const auto [kernel, stride, padding] = work.window;
  y.zeros();
  for (arma::uword n = 0; n < x.n_cols; ++n)
    for (std::size_t p = 0; p < out.pixels(); ++p)
      for (std::size_t tap = 0; tap < kernel * kernel; ++tap) {
        const std::size_t i = p / out.width * stride + tap / kernel - padding;
        const std::size_t j = p % out.width * stride + tap % kernel - padding;
        if (i >= in.height || j >= in.width) continue;  // in the frame
        for (std::size_t c = 0; c < in.channels; ++c)
          for (std::size_t o = 0; o < out.channels; ++o)
            y(p * out.channels + o, n) +=
                W(o, tap * in.channels + c) *
                x((i * in.width + j) * in.channels + c, n);
      }
}
// #endregion loops

template <class B>
std::unique_ptr<nn::Sequential<B>> layer_of(const Work& work,
                                            const arma::fmat& W) {
  auto model = std::make_unique<nn::Sequential<B>>(work.input);
  model->template add<nn::Conv2d>(work.input.channels, work.filters,
                                  {.kernel = work.window.kernel,
                                   .stride = work.window.stride,
                                   .padding = work.window.padding,
                                   .bias = false});
  model->build(/*seed=*/1);
  model->parameters() = arma::vectorise(W);
  return model;
}

template std::unique_ptr<nn::Sequential<nn::Reference<float>>> layer_of(
    const Work&, const arma::fmat&);
template std::unique_ptr<nn::Sequential<nn::Cpu>> layer_of(const Work&,
                                                           const arma::fmat&);

}  // namespace chapter08
