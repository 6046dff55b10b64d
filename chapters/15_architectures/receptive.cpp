#include "receptive.hpp"

#include <algorithm>
#include <cmath>

namespace chapter15 {
namespace {

using Double = nn::Reference<double>;

arma::mat random_images(arma::uword pixels, arma::uword count,
                        std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  arma::mat x(pixels, count);
  x.imbue([&] { return random.uniform(); });
  return x;
}

/// The columns of the image in which some number is not 0.
std::size_t width_of(const arma::mat& gradient, const nn::Shape& image) {
  std::size_t first = image.width, last = 0;
  for (arma::uword k = 0; k < gradient.n_cols; ++k)
    for (arma::uword i = 0; i < gradient.n_rows; ++i)
      if (gradient(i, k) != 0) {
        const std::size_t column = i / image.channels % image.width;
        first = std::min(first, column);
        last = std::max(last, column);
      }
  return first > last ? 0 : last - first + 1;
}

}  // namespace

// #region through
Sight through(const nn::Window& window, const Sight& s) {
  const auto kernel = static_cast<std::ptrdiff_t>(window.kernel);
  const auto padding = static_cast<std::ptrdiff_t>(window.padding);
  return {s.left - padding * s.step, s.right + (kernel - 1 - padding) * s.step,
          s.step * static_cast<std::ptrdiff_t>(window.stride)};
}

Sight together(const Sight& a, const Sight& b) {
  if (a.step != b.step)
    throw nn::Error(fmt::format(
        "numbers {} and {} pixels apart meet: they do not see the same place",
        a.step, b.step));
  return {std::min(a.left, b.left), std::max(a.right, b.right), a.step};
}
// #endregion through

// #region measured
std::size_t measured_field(nn::Graph<Double>& net, std::size_t images,
                           std::uint64_t seed) {
  const auto folded = nn::fold_batch_norm(net);
  folded->parameters().transform([](double w) { return std::abs(w); });
  const nn::Shape out = folded->output_shape();
  const arma::mat x = random_images(net.input_shape().features(), images, seed);
  arma::mat dy(arma::size(folded->forward(x)), arma::fill::zeros);
  const arma::uword middle = out.height / 2 * out.width + out.width / 2;
  const arma::uword first = middle * out.channels;
  dy.rows(first, first + out.channels - 1).ones();
  return width_of(folded->backward_to_input(dy), net.input_shape());
}
// #endregion measured

}  // namespace chapter15
