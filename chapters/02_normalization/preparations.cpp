#include "preparations.hpp"

#include "scaling.hpp"
#include "whitening.hpp"

namespace chapter02 {

std::vector<Preparation> preparations(const arma::mat& train,
                                      const Components& kept) {
  const double mean = arma::mean(arma::vectorise(train));
  const double deviation = arma::stddev(arma::vectorise(train), 1);
  const Scaling each = z_score(train);
  using arma::mat;
  return {
      {"bytes 0 to 255 | 字节 0 到 255", [](const mat& x) { return x; }},
      {"[0, 1]", [](const mat& x) -> mat { return x / 255; }},
      {"centered and scaled | 中心化并缩放",
       [=](const mat& x) -> mat { return (x - mean) / deviation; }},
      {"each pixel by itself | 逐像素标准化",
       [=](const mat& x) { return each(x); }},
      {"PCA-whitened | PCA 白化",
       [=](const mat& x) { return pca_whitened(kept, x); }},
  };
}

}  // namespace chapter02
