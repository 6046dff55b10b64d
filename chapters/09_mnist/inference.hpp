/// Batch inference: many images in one matrix product. Notes C3, p. 74.
#pragma once

#include <chrono>

#include "nn/data/loader.hpp"

#include "models.hpp"

namespace chapter09 {

/// How many images were classified rightly, and how long it took.
struct Inference {
  std::size_t images = 0;
  std::size_t correct = 0;
  double seconds = 0;
};

// #region inference
/// Sends the images through the network, as many at a time as the loader
/// gives: with each batch every weight is read from memory once.
inline Inference classify(Model& model, nn::Loader& loader) {
  Inference result;
  const auto start = std::chrono::steady_clock::now();
  loader.start_epoch(0);
  while (const nn::Batch* batch = loader.next()) {
    const auto& scores = model.forward(batch->x, nn::Mode::evaluate);
    result.correct += B::count_correct(scores, batch->labels);
    result.images += batch->labels.size();
  }
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - start;
  result.seconds = time.count();
  return result;
}
// #endregion inference

}  // namespace chapter09
