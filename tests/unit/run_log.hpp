// What the tests of metrics.jsonl share.
#pragma once

#include "nn/training/run_log.hpp"

#include "unit/files.hpp"

using nn::EpochMetrics;
using nn::RunInfo;

inline const RunInfo info{.model = "cnn",
                          .data = "手写 \"digits\"\n",
                          .data_sha256 = "ab12",
                          .device = "cpu",
                          .blas_core = "SkylakeX",
                          .version = "v1-2-gabc",
                          .seed = ~std::uint64_t{0},
                          .threads = 2,
                          .train_samples = 55000,
                          .validation_samples = 5000,
                          .test_samples = 10000,
                          .batch_size = 64,
                          .parameters = 206922,
                          .optimizer = "adam",
                          .learning_rate = 0.1,
                          .schedule = "cosine",
                          .epochs = 3,
                          .time = "2024-01-01T00:00:00Z"};

inline EpochMetrics metrics(int epoch) {
  return {.epoch = epoch,
          .step = std::int64_t{1} << 40,
          .learning_rate = 1e-3,
          .train_loss = 0.1 + 0.2,
          .train_accuracy = 0.9,
          .validation_accuracy = 0.91,
          .test_accuracy = std::nullopt,
          .train_seconds = 12.25,
          .samples_per_second = 4489.8};
}

inline std::vector<std::string> lines(const fs::path& path) {
  std::istringstream text(load(path));
  std::vector<std::string> result;
  for (std::string line; std::getline(text, line);)
    result.push_back(line);
  return result;
}
