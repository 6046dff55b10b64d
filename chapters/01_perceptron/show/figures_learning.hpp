/// The pictures of learning: errors, lines that move, weights in a cycle.
#pragma once

#include <filesystem>

#include "../row_by_row.hpp"

namespace chapter01 {

/// learning.svg: the errors of both rules, first epochs and all epochs.
void draw_learning(const Learned& by_threshold, const Learned& by_sigmoid,
                   const std::filesystem::path& out);

/// or_line.svg: how both rules move the line of OR from the same start.
void draw_moving_line(const std::filesystem::path& out);

/// promise.svg: the two bounds of Novikoff's proof, and a run between them;
/// `u` solves the table of three inputs.
void draw_promise(const Corrections& log, const arma::rowvec& u,
                  const std::filesystem::path& out);

/// xor_cycle.svg: OR settles, XOR does not; and where XOR's weights go.
void draw_cycle(const std::filesystem::path& out);

}  // namespace chapter01
