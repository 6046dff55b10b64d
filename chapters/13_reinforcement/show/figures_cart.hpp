/// Pictures of the cart and the pole.
#pragma once

#include <filesystem>

#include "../deep_training.hpp"

namespace chapter13 {

/// cart.svg: the cart, its pole, and what the four numbers mean.
void draw_cart(const std::filesystem::path& out);
/// learning.svg: lengths and values over the steps of the trainings.
void draw_learning(const std::filesystem::path& out,
                   const std::vector<DeepCurve>& curves,
                   const DeepSettings& settings);

}  // namespace chapter13
