/// .onnx files. Chapter 15.
///
/// The format is that of protobuf, by the library and the compiled schema of
/// Debian's libonnx-dev; only the .cpp files behind this page know of them.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "nn/onnx/onnx_model.hpp"

namespace nn {

/// The bytes of a file; the same contents give the same bytes. `path` is for
/// messages: DataError if a tensor's shape does not match its values, if two
/// have one name, if a number is not finite, or if it becomes too large for
/// protobuf (2 GB).
std::string format_onnx(const std::filesystem::path& path,
                        const OnnxModel& model);

/// Writes them: the file appears whole or not at all.
void write_onnx(const std::filesystem::path& path, const OnnxModel& model);

/// Reads a file of any program. Numbers are 32-bit floats (64-bit ones are
/// rounded), those of shapes 64-bit integers. Nodes of type Constant become
/// tensors. Whether the nodes fit together is not checked here; the message
/// about anything else that is wrong says where.
///
/// DataError if the file is cut short or no .onnx file, if a dimension is
/// negative or does not match the numbers, if numbers are kept in another file
/// ("external data", which may name any file of this machine) or are not
/// finite, if a name comes twice, or for several inputs or outputs.
OnnxModel read_onnx(const std::filesystem::path& path);

/// The same from bytes in memory.
OnnxModel parse_onnx(const std::filesystem::path& path,
                     std::span<const std::uint8_t> bytes);

}  // namespace nn
