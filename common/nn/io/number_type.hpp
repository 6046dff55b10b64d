/// The number types in safetensors files that we convert to float.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace nn {

/// Names as in the format, in lower case. `i64` is skipped, not read: in
/// PyTorch's files BatchNorm counts its batches with it.
/// Source: https://github.com/huggingface/safetensors, section "Format".
enum class NumberType { f32, f16, bf16, f64, i64 };

/// The type named "F32" and so on; no value for unsupported types.
std::optional<NumberType> number_type(const std::string& dtype);

/// Bytes of one number.
std::size_t size_of(NumberType type);

/// One number, exactly; `bytes` has size_of(type) bytes, little-endian.
double to_double(NumberType type, const char* bytes);

/// Converts numbers to float: exactly, except F64, which is rounded; a number
/// beyond float's range becomes infinite. `bytes` has size_of(type) bytes for
/// each element of `to`.
void to_float(NumberType type, std::span<const char> bytes,
              std::span<float> to);

}  // namespace nn
