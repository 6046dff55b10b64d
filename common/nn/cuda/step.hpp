/// A training step on the device: batches gathered there, the step replayed as
/// a graph, results fetched every few steps. Same file in reference/.
#pragma once

#include "nn/cuda/feed.hpp"
#include "nn/cuda/steps.hpp"
