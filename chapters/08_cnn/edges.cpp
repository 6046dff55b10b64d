#include "edges.hpp"

#include "convolution.hpp"

namespace chapter08 {

// #region named-kernels
/// Weights that add up to 0 are blind to a flat area and see only changes;
/// weights that add up to 1 keep its brightness.
/// Sobel and Feldman, 1968; the Laplacian is d2/dx2 + d2/dy2 in differences.
std::vector<NamedKernel> named_kernels() {
  return {
      {"Sobel x", "Sobel x", {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}},
      {"Sobel y", "Sobel y", {{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}}},
      {"Laplace", "Laplace", {{0, 1, 0}, {1, -4, 1}, {0, 1, 0}}},
      {"blur", "blur | 模糊", arma::mat(3, 3, arma::fill::value(1 / 9.0))},
      {"sharpen", "sharpen | 锐化", {{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}}},
  };
}
// #endregion named-kernels

arma::mat filtered(const arma::mat& pixels, const arma::mat& kernel) {
  return convolve(gray(pixels), one_filter(kernel), {3, 1, 1}).slice(0);
}

arma::mat edge_strength(const arma::mat& pixels) {
  const auto kernels = named_kernels();
  return arma::sqrt(arma::square(filtered(pixels, kernels[0].weights)) +
                    arma::square(filtered(pixels, kernels[1].weights)));
}

}  // namespace chapter08
