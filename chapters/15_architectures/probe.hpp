/// What can be read from a layer? A linear probe: logistic regression on its
/// output. Alain and Bengio, "Understanding intermediate layers using linear
/// classifier probes", ICLR 2017 workshop.
#pragma once

#include <string>
#include <vector>

#include "transfer.hpp"

namespace chapter15 {

/// Where transfer_net() is probed; in front of them are the pixels, "input".
const std::vector<std::string>& probed_layers();

/// Each number with mean 0 and deviation 1 over the training images, then a
/// Linear trained with Adam on all of them at once. The accuracy on `test`.
double probe_accuracy(SmallImages train, SmallImages test, std::size_t classes,
                      std::size_t steps);

/// The same for the pixels and what each of probed_layers() gives, by several
/// draws of training images. (1 + layers) x draws
arma::mat probe_layers(TransferNet& net, const std::vector<SmallImages>& draws,
                       const SmallImages& test, std::size_t classes,
                       std::size_t steps);

}  // namespace chapter15
