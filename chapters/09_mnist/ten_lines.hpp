/// Training without Trainer and Session: a loop of ten lines.
#pragma once

#include "nn/data/loader.hpp"
#include "nn/training/optimizer.hpp"

#include "models.hpp"

namespace chapter09 {

// #region ten-lines
inline void train_epoch(Model& model, nn::Loss<B>& loss,
                        nn::Optimizer<B>& optimizer, nn::Loader& loader) {
  B::Feed feed;
  nn::Scratch<B> room;
  while (const nn::Batch* batch = feed.next(loader)) {
    const auto& scores = model.forward(feed.x(*batch));
    auto gradient = room.shaped(scores.n_rows, scores.n_cols);
    loss(scores, feed.labels(*batch), gradient);
    model.backward(gradient);
    optimizer.step();
  }
}
// #endregion ten-lines

}  // namespace chapter09
