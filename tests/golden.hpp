/// Values recorded from PyTorch; tests/golden/README.md describes the files.
#pragma once

#include <fstream>

#include <nlohmann/json.hpp>

#include "nn/core/armadillo.hpp"

namespace golden {

inline nlohmann::json load(const std::string& name) {
  std::ifstream file(NN_SOURCE_DIR "/tests/golden/" + name + ".json");
  return nlohmann::json::parse(file);
}

/// A [batch, features] tensor: row by row in the file, which is column by
/// column as features x batch. A tensor of one axis becomes a column.
inline arma::mat batch(const nlohmann::json& tensor) {
  const auto shape = tensor.at("shape").get<std::vector<arma::uword>>();
  const auto values = tensor.at("values").get<std::vector<double>>();
  const bool matrix = shape.size() == 2;
  return arma::mat(values.data(), matrix ? shape[1] : values.size(),
                   matrix ? shape[0] : 1);
}

/// A weight [out, in] as out x in.
inline arma::mat weight(const nlohmann::json& tensor) {
  return batch(tensor).t();
}

inline std::vector<std::int32_t> labels(const nlohmann::json& tensor) {
  return tensor.at("values").get<std::vector<std::int32_t>>();
}

/// Largest distance relative to the larger of 1 and the expected number; NaN
/// if anything is not finite or the sizes differ.
template <class Real>
double distance(const arma::Mat<Real>& found, const arma::mat& expected) {
  const arma::mat a = arma::conv_to<arma::mat>::from(found);
  if (arma::size(a) != arma::size(expected) || !a.is_finite() ||
      !expected.is_finite())
    return arma::datum::nan;
  return arma::mat(arma::abs(a - expected) /
                   arma::clamp(arma::abs(expected), 1.0, 1e300))
      .max();
}

}  // namespace golden
