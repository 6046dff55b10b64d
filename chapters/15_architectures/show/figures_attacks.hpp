/// Pictures of the steps against networks.
#pragma once

#include <filesystem>

#include "../attack_trials.hpp"

namespace chapter15 {

/// attacks.svg
void draw_over_epsilon(const std::filesystem::path& out,
                       const arma::fvec& epsilons, const arma::mat& right);
/// fooled.png: images that the network knows, the step, and what it takes them
/// for after it.
void draw_fooled(const std::filesystem::path& out, nn::Model<nn::Cpu>& net,
                 const SeenImages& images, const nn::Dataset& data,
                 float epsilon);

}  // namespace chapter15
