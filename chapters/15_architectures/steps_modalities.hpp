/// Steps with two inputs at once.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// Words for images: what a seller tags, and how often it is wrong.
void words_for_images(const nn::Options& options);
/// Early and late fusion, one input missing, inputs dropped in training.
void image_and_word_together(const nn::Options& options);

}  // namespace chapter15
