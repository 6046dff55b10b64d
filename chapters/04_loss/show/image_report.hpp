/// What the chapter prints for real images.
#pragma once

#include "../image_scores.hpp"
#include "../templates.hpp"

namespace chapter04 {

/// One image's scores and probabilities from two classifiers.
void print_image_scores(const ThreeClasses& data,
                        const LinearClassifier& before,
                        const LinearClassifier& after);

/// The result of training with a loss, with or without a penalty.
struct Run {
  std::string caption;  ///< short, in both languages
  Templates templates;
};

/// All four recipes on the same images.
std::vector<Run> learn_templates(const ImageSets& sets, std::uint64_t seed,
                                 std::uint32_t epochs);

/// The spread of mini-batch losses for several batch sizes.
void print_batches(const arma::vec& losses, std::uint64_t seed);

}  // namespace chapter04
