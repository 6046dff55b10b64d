/// Chapter 14's pictures of graphs, and what forward and reverse mode cost.
#pragma once

#include <filesystem>

#include "../data_flow.hpp"
#include "../modes.hpp"

namespace chapter14 {

/// neuron.svg
void draw_neuron(const Neuron& neuron, const std::filesystem::path& out);
/// data-flow.svg
void draw_data_flow(const DataFlow& flow, const std::filesystem::path& out);
/// modes.svg: the work of n columns over that of m rows.
void draw_modes(const std::vector<std::size_t>& sizes,
                const std::filesystem::path& out);

}  // namespace chapter14
