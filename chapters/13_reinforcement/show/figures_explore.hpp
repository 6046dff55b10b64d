/// Curves of the ten arms.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "../bandit.hpp"

namespace chapter13 {

struct Contest {
  std::string epsilon;
  Games games;
};

/// arms.svg: the share of the best arm, and the regret, over pulls.
void draw_arms(const std::filesystem::path& out,
               const std::vector<Contest>& all);

}  // namespace chapter13
