#include "nn/onnx/onnx_numbers.hpp"

#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"

namespace nn {
namespace {

using Proto = onnx::TensorProto;

/// Another file's numbers are never read: its name may lead anywhere.
void refuse_external(const Proto& tensor) {
  if (tensor.data_location() != Proto::EXTERNAL &&
      tensor.external_data_size() == 0)
    return;
  std::string place = "which it does not name";
  for (const auto& entry : tensor.external_data())
    if (entry.key() == "location") place = quoted_name(entry.value());
  throw DataError(fmt::format(
      "its numbers are in another file, {} (external data), which the library "
      "does not open; save the network with all numbers in one file",
      place));
}

std::size_t count_of(const Proto& tensor) {
  std::size_t count = 1;
  for (const std::size_t n : onnx_shape(tensor))
    count *= n;
  return count;
}

void expect_count(std::size_t found, std::size_t expected) {
  if (found != expected)
    throw DataError(
        fmt::format("{} numbers, but its shape has {}", found, expected));
}

/// From the tensor's bytes or, if it has none, from its list of numbers.
template <class Number, class List>
std::vector<Number> numbers_of(const Proto& tensor, const List& list) {
  const std::size_t count = count_of(tensor);
  if (!tensor.has_raw_data()) {
    expect_count(static_cast<std::size_t>(list.size()), count);
    return {list.begin(), list.end()};
  }
  const std::string& bytes = tensor.raw_data();
  if (bytes.size() % sizeof(Number) != 0)
    throw DataError(fmt::format("{} bytes, not a multiple of {}", bytes.size(),
                                sizeof(Number)));
  expect_count(bytes.size() / sizeof(Number), count);
  std::vector<Number> numbers(count);
  if (count > 0) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  return numbers;
}

std::vector<float> of_any_precision(const Proto& tensor) {
  if (tensor.data_type() == Proto::FLOAT)
    return numbers_of<float>(tensor, tensor.float_data());
  const auto wide = numbers_of<double>(tensor, tensor.double_data());
  std::vector<float> numbers;
  for (const double number : wide)  // beyond float's range: infinite
    numbers.push_back(std::abs(number) > std::numeric_limits<float>::max()
                          ? std::numeric_limits<float>::infinity()
                          : static_cast<float>(number));
  return numbers;
}

}  // namespace

bool onnx_is_integer(const Proto& tensor) {
  return tensor.data_type() == Proto::INT64;
}

std::vector<std::size_t> onnx_shape(const Proto& tensor) {
  std::vector<std::size_t> shape;
  std::size_t count = 1;
  for (const std::int64_t n : tensor.dims()) {
    if (n < 0) throw DataError(fmt::format("a dimension of {}", n));
    shape.push_back(static_cast<std::size_t>(n));
    if (__builtin_mul_overflow(count, shape.back(), &count) ||
        count > onnx_limit)
      throw DataError("more numbers than a file can hold");
  }
  return shape;
}

std::vector<float> onnx_floats(const Proto& tensor) {
  refuse_external(tensor);
  if (tensor.data_type() != Proto::FLOAT && tensor.data_type() != Proto::DOUBLE)
    throw DataError(
        fmt::format("numbers of type {}; the library reads FLOAT and DOUBLE",
                    Proto::DataType_IsValid(tensor.data_type())
                        ? Proto::DataType_Name(
                              static_cast<Proto::DataType>(tensor.data_type()))
                        : fmt::to_string(tensor.data_type())));
  std::vector<float> numbers = of_any_precision(tensor);
  for (const float number : numbers)
    if (!std::isfinite(number))
      throw DataError(fmt::format("holds {}, expected finite numbers", number));
  return numbers;
}

std::vector<std::int64_t> onnx_integers(const Proto& tensor) {
  refuse_external(tensor);
  return numbers_of<std::int64_t>(tensor, tensor.int64_data());
}

}  // namespace nn
