/// How well a model does on samples that it was not trained on.
#pragma once

#include "nn/data/loader.hpp"
#include "nn/model/model.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"

namespace nn {

struct Evaluation {
  double loss = 0;
  double accuracy = 0;
  arma::fmat scores;                 ///< classes x samples, in loader order
  std::vector<std::int32_t> labels;  ///< the true classes, in the same order
};

/// Sends all of the loader's samples through the model, in batches, and
/// changes nothing in it. The loader should not shuffle.
template <Backend B>
Evaluation evaluate(Model<B>& model, Loss<B>& loss, Loader& loader) {
  loader.expect_samples("evaluate");
  Evaluation result;
  const std::size_t classes = model.output_shape().features();
  result.scores.set_size(classes, loader.samples());
  typename B::Feed feed;
  Scratch<B> gradient;  // a loss always writes it
  loader.start_epoch(0);
  while (const Batch* batch = feed.next(loader)) {
    const std::size_t first = result.labels.size();
    const std::size_t samples = batch->labels.size();
    const auto& scores = model.forward(feed.x(*batch), Mode::evaluate);
    auto unused = gradient.shaped(classes, samples);
    const double mean = loss(scores, feed.labels(*batch), unused);
    result.loss += mean * static_cast<double>(samples);
    result.scores.cols(first, first + samples - 1) = B::to_host(scores);
    result.labels.insert(result.labels.end(), batch->labels.begin(),
                         batch->labels.end());
  }
  result.loss /= static_cast<double>(result.labels.size());
  result.accuracy = accuracy(predict(result.scores), result.labels);
  return result;
}

}  // namespace nn
