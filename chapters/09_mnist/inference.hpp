/// Batch inference: many images in one matrix product. Notes C3, p. 74.
#pragma once

#include "nn/core/seconds.hpp"
#include "nn/data/loader.hpp"

#include "models.hpp"
#include "report.hpp"

namespace chapter09 {

// #region inference
/// Sends the images through the network in the loader's batches: each weight
/// is read from memory once per batch.
inline Inference classify(Model& model, nn::Loader& loader) {
  Inference result;
  result.seconds = nn::seconds([&] {
    B::Feed feed;
    loader.start_epoch(0);
    while (const nn::Batch* batch = feed.next(loader)) {
      const auto& scores = model.forward(feed.x(*batch), nn::Mode::evaluate);
      result.correct += B::count_correct(scores, feed.labels(*batch));
      result.images += batch->labels.size();
    }
  });
  return result;
}
// #endregion inference

}  // namespace chapter09
