#include "fusion.hpp"

#include <algorithm>

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"
#include "nn/training/optimizers.hpp"

#include "slice.hpp"

namespace chapter15 {
namespace {

using B = nn::Cpu;
constexpr std::size_t classes = 10, hidden = 32, embedded = 16, batch_size = 64;

/// The part of a sample that an input occupies.
nn::Range rows_of(Input input, const Tagged& data) {
  const std::size_t pixels = data.image.features();
  return input == Input::image ? nn::Range{0, pixels}
                               : nn::Range{pixels, data.x.n_rows};
}

Tagged batch_of(const Tagged& data, nn::Random& random) {
  arma::uvec samples(batch_size);
  for (arma::uword& sample : samples)
    sample = random.integer(std::uint32_t(data.size()));
  Tagged batch{data.image, data.x.cols(samples), {}};
  for (const arma::uword sample : samples)
    batch.labels.push_back(data.labels[sample]);
  return batch;
}

// #region fusion_parts
/// Linear, ReLU, Linear: logits from what x holds.
nn::Value hidden_and_logits(FusionNet& net, const std::string& name,
                            const nn::Value& x) {
  nn::Value y = net.add<nn::Linear>(name + ".hidden", x, x.features(), hidden);
  y = net.add<nn::ReLU>(name + ".relu", y);
  return net.add<nn::Linear>(name + ".logits", y, hidden, classes);
}

void join_early(FusionNet& net, const nn::Value& image,
                const nn::Value& words) {
  hidden_and_logits(net, "both",
                    net.add<nn::Concatenate>("joined", {image, words}));
}

void join_late(FusionNet& net, const nn::Value& image, const nn::Value& words) {
  const nn::Value by_image = hidden_and_logits(net, "image", image);
  const nn::Value by_words = hidden_and_logits(net, "words", words);
  net.add<nn::Add>("sum", {by_image, by_words});
}
// #endregion fusion_parts

}  // namespace

Tagged tagged(const SmallImages& images, const WordFaults& faults,
              std::uint64_t seed) {
  const arma::fmat words =
      one_hot_words(draw_words(images.labels, faults, seed));
  return {images.shape, arma::join_cols(images.x, words), images.labels};
}

void drop(Input input, arma::uword sample, Tagged& data) {
  const nn::Range rows = rows_of(input, data);
  data.x.submat(rows.begin, sample, rows.end - 1, sample).zeros();
}

Tagged without(Input input, Tagged data) {
  for (arma::uword i = 0; i < data.size(); ++i)
    drop(input, i, data);
  return data;
}

// #region drop_some
void drop_some(double share, nn::Random& random, Tagged& batch) {
  for (arma::uword i = 0; i < batch.size(); ++i) {
    const double chance = random.uniform();
    if (chance < share)
      drop(Input::image, i, batch);
    else if (chance < 2 * share)
      drop(Input::words, i, batch);
  }
}
// #endregion drop_some

// #region fusion_net
std::unique_ptr<FusionNet> fusion_net(Fusion fusion, const nn::Shape& image,
                                      std::uint64_t seed) {
  const std::size_t pixels = image.features(), words = vocabulary().size();
  auto net = std::make_unique<FusionNet>(nn::Shape{pixels + words});
  const auto picture = [&] {
    return net->add<Slice>("pixels", net->input(), std::size_t{0},
                           nn::Shape{pixels});
  };
  const auto embedding = [&] {  // of a word: a column of the weights
    const nn::Value word =
        net->add<Slice>("word", net->input(), pixels, nn::Shape{words});
    return net->add<nn::Linear>("embedding", word, words, embedded);
  };
  if (fusion == Fusion::image) hidden_and_logits(*net, "image", picture());
  if (fusion == Fusion::words) hidden_and_logits(*net, "words", embedding());
  if (fusion == Fusion::early) join_early(*net, picture(), embedding());
  if (fusion == Fusion::late) join_late(*net, picture(), embedding());
  net->build(seed);
  return net;
}
// #endregion fusion_net

void train_fusion(const Tagged& data, const FusionLesson& lesson,
                  FusionNet& net) {
  nn::Random draws(lesson.seed, nn::Stream::shuffle);
  nn::Random drops(lesson.seed, nn::Stream::dropout);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Adam<B> adam(net, lesson.rate);
  arma::fmat gradient(classes, batch_size);
  for (std::size_t step = 0; step < lesson.steps; ++step) {
    Tagged batch = batch_of(data, draws);
    drop_some(lesson.dropped, drops, batch);
    loss(net.forward(batch.x), batch.labels, gradient);
    net.backward(gradient);
    adam.set_learning_rate(lesson.rate *
                           (1 - double(step) / double(lesson.steps)));
    adam.step();
  }
}

arma::fmat logits_of(FusionNet& net, const Tagged& data) {
  return net.forward(data.x, nn::Mode::evaluate);
}

double share_right(const arma::fmat& logits, const Tagged& data) {
  return nn::accuracy(nn::predict(logits), data.labels);
}

}  // namespace chapter15
