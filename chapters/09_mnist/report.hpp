/// What a run shows: a line an epoch, figures, the worst mistakes.
#pragma once

#include <filesystem>
#include <vector>

#include "nn/data/dataset.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/run_log.hpp"

namespace chapter09 {

void print_epoch_header(bool validation);
void print_epoch(const nn::EpochMetrics& metrics);

/// The accuracy of each batch of `batch` samples in turn; the last batch may
/// be smaller.
std::vector<double> batch_accuracies(const nn::Evaluation& test,
                                     std::size_t batch);

/// Accuracy over the whole test set, and batch by batch (notes C3, p. 74).
void print_accuracy(const nn::Evaluation& test);

/// A class a line: how many of it were found, and what it is taken for most.
void print_classes(const nn::Evaluation& test,
                   const std::vector<std::string>& names);

/// Loss and accuracy over the epochs: curves.svg.
void draw_curves(const std::filesystem::path& out,
                 const std::vector<nn::EpochMetrics>& epochs);

/// confusion.svg, and the 32 worst mistakes: mistakes.png.
void draw_test(const std::filesystem::path& out, const nn::Dataset& images,
               const nn::Evaluation& test);

}  // namespace chapter09
