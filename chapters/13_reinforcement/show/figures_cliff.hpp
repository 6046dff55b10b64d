/// Curves of the cliff.
#pragma once

#include <filesystem>

#include "../compare.hpp"

namespace chapter13 {

/// returns.svg: the mean return of the runs, episode by episode, and the two
/// exact values that they should come to.
void draw_returns(const std::filesystem::path& out, const Runs& sarsa,
                  const Runs& q_learning);

}  // namespace chapter13
