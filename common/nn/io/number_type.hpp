/// The number types of safetensors files that become float.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace nn {

/// Names as in the format, in lower case. `i64` is read over, not read: in
/// PyTorch's files BatchNorm counts its batches with it.
/// Source: https://github.com/huggingface/safetensors, section "Format".
enum class NumberType { f32, f16, bf16, f64, i64 };

/// Of "F32" and so on; nothing for all others.
std::optional<NumberType> number_type(const std::string& dtype);

/// Bytes of one number.
std::size_t size_of(NumberType type);

/// One number, exactly; `bytes` are as many as size_of(), little-endian.
double to_double(NumberType type, const char* bytes);

/// Numbers to float: exact, but for F64, which is rounded; a number beyond
/// float's range becomes infinite. `bytes` has size_of() for each of `to`.
void to_float(NumberType type, std::span<const char> bytes,
              std::span<float> to);

}  // namespace nn
