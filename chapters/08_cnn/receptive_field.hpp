/// How much of the image one number of a feature map sees: measured, not
/// assumed. Notes C8.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/window.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

namespace chapter08 {

using Probe = nn::Sequential<nn::Reference<double>>;

/// One channel, kernels of ones, no biases: `layers` convolutions in a row on
/// size x size pixels, without padding.
std::unique_ptr<Probe> stacked(int layers, std::size_t kernel,
                               std::size_t size);

/// d(the middle output) / d(every pixel): 0 outside its receptive field.
arma::mat paths_to_middle(Probe& model);

/// 1 for every pixel that changes the middle output when it is increased: no
/// derivative needed, one forward pass per pixel. All pixels start at 1, so a
/// change passes every ReLU and wins every max pooling.
arma::mat seen_by_middle(Probe& model);

/// The side of the square that contains all nonzero numbers.
arma::uword side_of(const arma::mat& field);

/// The side of the receptive field of some layers in a row.
arma::uword receptive_field(const std::vector<nn::Window>& layers);

/// The one 5 x 5 kernel that equals two 3 x 3 kernels in a row.
arma::mat combined(const arma::mat& first, const arma::mat& second);

}  // namespace chapter08
