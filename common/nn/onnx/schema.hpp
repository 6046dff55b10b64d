/// ONNX's schema, compiled, from Debian's libonnx-dev; only for the .cpp files
/// of this folder.
#pragma once

#define ONNX_ML  // the schema that everybody's files are written with
#include <onnx/onnx_pb.h>
#undef ONNX_ML

namespace nn {

/// The most bytes that protobuf reads or writes.
inline constexpr std::size_t onnx_limit = 0x7fffffff;

}  // namespace nn
