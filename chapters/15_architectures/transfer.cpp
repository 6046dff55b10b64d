#include "transfer.hpp"

#include <algorithm>
#include <map>

#include "nn/core/random.hpp"
#include "nn/model/sequential.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter15 {
namespace {

using B = nn::Cpu;

/// Mini-batches in random order, as long as wanted; what is left at the end of
/// an epoch is left out.
class Batches {
 public:
  Batches(const SmallImages& images, std::size_t size, std::uint64_t seed)
      : images_(images), size_(std::min(size, images.size())), seed_(seed) {}

  SmallImages next() {
    if (at_ + size_ > order_.size()) start_epoch();
    arma::uvec samples(size_);
    for (arma::uword& sample : samples)
      sample = order_[at_++];
    return chosen(images_, samples);
  }

 private:
  void start_epoch() {
    order_.resize(images_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i)
      order_[i] = i;
    nn::Random(seed_, nn::Stream::shuffle, epoch_++).shuffle(order_);
    at_ = 0;
  }

  const SmallImages& images_;
  std::size_t size_, at_ = 0;
  std::uint64_t seed_;
  std::uint32_t epoch_ = 0;
  std::vector<std::uint32_t> order_;
};

/// f(first, last) for all samples, a few hundred at a time.
template <class F>
void in_pieces(std::size_t samples, F f) {
  constexpr std::size_t most = 250;
  for (std::size_t first = 0; first < samples; first += most)
    f(first, std::min(first + most, samples) - 1);
}

std::size_t layer_called(const std::string& name, const TransferNet& net) {
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    if (net.layer_name(i) == name) return i;
  throw nn::UsageError("the network has no layer " + name);
}

/// Random weights, but the running means of real images.
std::unique_ptr<TransferNet> untrained_net(const Target& target,
                                           std::uint64_t seed) {
  auto net = transfer_net(target.pool.shape, target.classes, seed);
  for (int step = 0; step < 30; ++step)
    net->forward(target.pool.x.head_cols(50));
  return net;
}

}  // namespace

// #region transfer_net
std::unique_ptr<TransferNet> transfer_net(const nn::Shape& input,
                                          std::size_t classes,
                                          std::uint64_t seed) {
  auto net = std::make_unique<TransferNet>(input);
  nn::add_resnet(*net, /*blocks=*/1, classes, nn::Shortcut::padded,
                 {8, 16, 32});
  net->build(seed);
  return net;
}
// #endregion transfer_net

// #region copy_all_but
void copy_all_but(const std::string& head, TransferNet& from, TransferNet& to) {
  std::map<std::string, arma::fmat> known;
  for (const auto& [name, parameter] : from.named_parameters())
    known[name] = parameter->value;
  for (const auto& [name, state] : from.named_states())
    known[name] = state->as_column();
  const auto copy = [&](const std::string& name, arma::fmat& target) {
    if (name.starts_with(head)) return;
    if (arma::size(known[name]) != arma::size(target))
      throw nn::Error("the networks differ in " + name);
    B::copy(known[name], target);
  };
  for (const auto& [name, parameter] : to.named_parameters())
    copy(name, parameter->value);
  for (const auto& [name, state] : to.named_states()) {
    arma::fmat column = state->as_column();
    copy(name, column);
  }
}
// #endregion copy_all_but

void train_on(const SmallImages& images, const Lesson& lesson,
              nn::Model<B>& net) {
  Batches batches(images, lesson.batch, lesson.seed);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Momentum<B> momentum(net, lesson.rate);
  arma::fmat gradient;
  for (std::size_t step = 0; step < lesson.steps; ++step) {
    const SmallImages batch = batches.next();
    const arma::fmat& scores = net.forward(batch.x);
    gradient.set_size(arma::size(scores));
    loss(scores, batch.labels, gradient);
    net.backward(gradient);
    momentum.set_learning_rate(lesson.rate *
                               (1 - double(step) / double(lesson.steps)));
    momentum.step();
  }
}

double share_right(nn::Model<B>& net, const SmallImages& images) {
  arma::fmat scores(net.output_shape().features(), images.size());
  in_pieces(images.size(), [&](std::size_t first, std::size_t last) {
    scores.cols(first, last) =
        net.forward(images.x.cols(first, last), nn::Mode::evaluate);
  });
  return nn::accuracy(nn::predict(scores), images.labels);
}

std::vector<SmallImages> outputs_of(const std::vector<std::string>& layers,
                                    TransferNet& net,
                                    const SmallImages& images) {
  std::vector<std::size_t> numbers;
  std::vector<SmallImages> outputs;
  for (const std::string& layer : layers) {
    const std::size_t i = layer_called(layer, net);
    const nn::Shape& shape = net.layer_shape(i);
    numbers.push_back(i);
    outputs.push_back(
        {shape, arma::fmat(shape.features(), images.size()), images.labels});
  }
  in_pieces(images.size(), [&](std::size_t first, std::size_t last) {
    net.forward(images.x.cols(first, last), nn::Mode::evaluate);
    for (std::size_t k = 0; k < numbers.size(); ++k)
      outputs[k].x.cols(first, last) = net.activation(numbers[k]);
  });
  return outputs;
}

SmallImages features_of(TransferNet& net, const SmallImages& images) {
  return outputs_of({"avgpool"}, net, images).front();
}

std::string name_of(Way way) {
  switch (way) {
    case Way::pixels:
      return "linear, on pixels";
    case Way::scratch:
      return "from nothing";
    case Way::random_features:
      return "random features";
    case Way::frozen:
      return "frozen features";
    default:
      return "fine-tuned";
  }
}

Transfer::Transfer(std::unique_ptr<TransferNet> source, const Target& target,
                   std::uint64_t seed)
    : target_(target),
      source_(freeze(std::move(source))),
      untrained_(freeze(untrained_net(target, seed))) {}

Transfer::Frozen Transfer::freeze(std::unique_ptr<TransferNet> net) const {
  const SmallImages validation = features_of(*net, target_.validation);
  const SmallImages test = features_of(*net, target_.test);
  return {std::move(net), validation, test};
}

// #region ways
double Transfer::learn_head(const SmallImages& few, const SmallImages& judges,
                            const Lesson& lesson) const {
  nn::Sequential<B> head(few.shape);
  head.add<nn::Linear>(few.shape.features(), target_.classes);
  head.build(lesson.seed);
  train_on(few, lesson, head);
  return share_right(head, judges);
}

double Transfer::learn_all(Way way, const SmallImages& few,
                           const SmallImages& judges, const Lesson& lesson) {
  const auto net = transfer_net(few.shape, target_.classes, lesson.seed);
  if (way == Way::fine_tuned) copy_all_but("fc.", *source_.net, *net);
  train_on(few, lesson, *net);
  return share_right(*net, judges);
}
// #endregion ways

double Transfer::learn(Way way, const arma::uvec& drawn, const Lesson& lesson,
                       Judge judge) {
  const SmallImages few = chosen(target_.pool, drawn);
  const auto judged_by = [&](const auto& of) -> const SmallImages& {
    return judge == Judge::test ? of.test : of.validation;
  };
  const auto behind = [&](Frozen& frozen) {
    return learn_head(features_of(*frozen.net, few), judged_by(frozen), lesson);
  };
  switch (way) {
    case Way::pixels:
      return learn_head(few, judged_by(target_), lesson);
    case Way::random_features:
      return behind(untrained_);
    case Way::frozen:
      return behind(source_);
    default:
      return learn_all(way, few, judged_by(target_), lesson);
  }
}

}  // namespace chapter15
