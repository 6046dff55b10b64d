/// What the chapter prints about real images, and about noise on them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "../images.hpp"

namespace chapter05 {

/// The noise of gradients over the batch size; images last, if there are any.
void print_gradient_noise(const arma::vec& sizes, const arma::vec& line,
                          const arma::vec& images);

/// The first means of a loss that is always 2.3, starting at 0.
void print_first_means(double beta);

/// Loss of all images after some samples, for three batch sizes.
void print_loss_by_samples(
    const std::vector<std::pair<std::string, Training>>& runs);

/// Time of an epoch; these lines differ from run to run.
void print_seconds(const ImageTask& task,
                   const std::vector<std::size_t>& sizes);

}  // namespace chapter05
