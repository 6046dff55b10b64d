/// Nodes with weights or windows as layers, and what helps to read any node.
/// Chapter 15; part of nn/onnx/onnx_operations.hpp.
#pragma once

#include "nn/onnx/onnx_operations.hpp"

namespace nn::onnx_operations {

OnnxMeaning convolution(const OnnxNodeView& node);
/// x W^T + b, or with W as it is.
OnnxMeaning gemm(const OnnxNodeView& node);
/// MatMul, x W. The reader has made the bias of an Add behind it a third input.
OnnxMeaning product(const OnnxNodeView& node);
OnnxMeaning batch_norm(const OnnxNodeView& node);
OnnxMeaning max_pool(const OnnxNodeView& node);
OnnxMeaning average_pool(const OnnxNodeView& node);
OnnxMeaning global_average_pool(const OnnxNodeView& node);

/// A DataError.
[[noreturn]] void fail(const std::string& what);
/// "[1, 2, 3]"; of many numbers, the first.
std::string text_of(const std::vector<std::int64_t>& numbers);
/// The shortest decimal of a float: 0.1f was 0.1 before it was stored.
double decimal(float number);
/// `value`, if it is between both.
double between(const char* name, double value, double low, double high);

}  // namespace nn::onnx_operations
