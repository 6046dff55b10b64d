/// What a run shows: one line per epoch, figures, the worst mistakes.
#pragma once

#include <filesystem>
#include <vector>

#include "nn/data/dataset.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/run_log.hpp"

namespace chapter09 {

/// How many images were classified correctly, and how long it took.
struct Inference {
  std::size_t images = 0;
  std::size_t correct = 0;
  double seconds = 0;
};

void print_epoch_header(bool validation);
void print_epoch(const nn::EpochMetrics& metrics);

/// The accuracy of each batch of `batch` samples in turn; the last batch may
/// be smaller.
std::vector<double> batch_accuracies(const nn::Evaluation& test,
                                     std::size_t batch);

/// The same images one by one and in batches: equally many correct, and how
/// much faster (notes C3, p. 74).
void print_inference(const Inference& one_by_one, const Inference& batches);

/// Accuracy over the whole test set, and batch by batch (notes C3, p. 74).
void print_accuracy(const nn::Evaluation& test);

/// One line per class: how many were found, and what it is mistaken for most.
void print_classes(const nn::Evaluation& test,
                   const std::vector<std::string>& names);

/// Loss and accuracy over the epochs: curves.svg.
void draw_curves(const std::filesystem::path& out,
                 const std::vector<nn::EpochMetrics>& epochs);

/// confusion.svg, and the 64 worst mistakes: mistakes.png.
void draw_test(const std::filesystem::path& out, const nn::Dataset& images,
               const nn::Evaluation& test);

/// Accuracies after each epoch, 0 … 1.
struct BpnRun {
  std::vector<double> train, test;
};

/// The notes' BPN: their update, all sums, all means; and the library.
struct BpnRuns {
  BpnRun notes, sums, means, library;
};

void print_bpn(const BpnRuns& runs);
/// bpn.svg: the notes' two curves, and the test accuracy of each update.
void draw_bpn(const std::filesystem::path& out, const BpnRuns& runs);

}  // namespace chapter09
