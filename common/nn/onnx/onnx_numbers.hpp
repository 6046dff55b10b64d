/// The numbers of ONNX's tensors. Each function throws a DataError that says
/// what is wrong, not where.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/onnx/schema.hpp"

namespace nn {

/// Is it a list of whole numbers (of 64 bits)?
bool onnx_is_integer(const onnx::TensorProto& tensor);

/// A product that memory cannot hold, or a negative dimension, is refused.
std::vector<std::size_t> onnx_shape(const onnx::TensorProto& tensor);

/// As many as the shape says, all of them finite.
std::vector<float> onnx_floats(const onnx::TensorProto& tensor);
std::vector<std::int64_t> onnx_integers(const onnx::TensorProto& tensor);

}  // namespace nn
