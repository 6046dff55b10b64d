/// Seeing into a network: four maps, and three questions to the maps.
#pragma once

#include "nn/program/program.hpp"

#include "seen_network.hpp"

namespace chapter15 {

/// The network that the next three steps look into.
using Seen = std::unique_ptr<SeenNetwork>;
Seen a_network_to_look_into(const nn::Options& options);

/// The maps of some images, and where they agree.
void which_pixels_decided(const nn::Options& options, const Seen& seen);
/// Maps of networks that have forgotten what they learned.
void what_random_weights_draw(const nn::Options& options, const Seen& seen);
/// Images of which we know which pixels decide; they need no data set.
void a_mark_that_decides(const nn::Options& options);
/// How fast a class is gone when pixels are taken away.
void most_important_pixels_first(const nn::Options& options, const Seen& seen);

}  // namespace chapter15
