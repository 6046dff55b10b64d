/// What an .onnx file holds, as tables.
#pragma once

#include <map>
#include <string>

#include "nn/onnx/onnx_model.hpp"

namespace chapter15 {

/// A line for each node: its number, name and type, which nodes it takes values
/// from, and what it gives.
void print_nodes(const nn::OnnxModel& network);

/// `apart`: how far the answers are from the first network's, relatively.
void print_read_back(std::size_t layers,
                     const std::map<std::string, std::string>& about,
                     double apart);

/// Nodes of both, type by type.
void print_folded(const nn::OnnxModel& network, const nn::OnnxModel& folded,
                  double apart);

/// In lines of at most 80 letters.
void print_complaint(const std::string& text);

}  // namespace chapter15
