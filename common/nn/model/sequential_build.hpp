/// How a Sequential is built: layers become operators, operators become stages,
/// all parameters go into one buffer. nn/model/sequential.hpp says what it
/// does.
#pragma once

#include <limits>

#include "nn/model/sequential.hpp"

namespace nn {

template <Backend B>
Sequential<B>& Sequential<B>::add(std::unique_ptr<Layer<B>> layer) {
  if (built_)
    throw Error(fmt::format("{} comes after build(): add all layers before it",
                            layer->name()));
  layers_.push_back(std::move(layer));
  return *this;
}

template <Backend B>
void Sequential<B>::build(std::uint64_t seed) {
  if (layers_.empty()) throw Error("a model needs at least one layer");
  if (built_) throw Error("the model is built already");
  configure();
  lay_out_parameters();
  make_nodes();
  built_ = true;
  initialize(seed);
}

template <Backend B>
std::string Sequential<B>::gives(std::size_t layer) const {
  if (layer == 0) return "the input is " + to_string(input_);
  return fmt::format("layer {} {} gives {}", layer - 1,
                     layers_[layer - 1]->name(), to_string(shapes_[layer - 1]));
}

/// Rejects sizes that no memory can hold: usually a negative number that has
/// become a very large one.
template <Backend B>
void Sequential<B>::check_size(const Shape& shape, std::size_t layer) const {
  double numbers = 1;  // a product of whole numbers could overflow
  for (const std::size_t n : {shape.channels, shape.height, shape.width})
    numbers *= static_cast<double>(n);
  if (numbers >= 1 && numbers <= std::numeric_limits<std::int32_t>::max())
    return;
  throw ShapeError(fmt::format("{}, expected 1 to {} numbers a sample",
                               gives(layer),
                               std::numeric_limits<std::int32_t>::max()));
}

template <Backend B>
void Sequential<B>::configure() {
  shapes_.clear();
  Shape shape = input_;
  check_size(shape, 0);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    try {
      shape = layers_[i]->configure(shape);
    } catch (const ShapeError& error) {
      throw ShapeError(fmt::format("layer {} {} {}, but {}", i,
                                   layers_[i]->name(), error.what(), gives(i)));
    }
    shapes_.push_back(shape);
    check_size(shape, i + 1);
  }
}

/// Multiply-adds per sample, about.
template <Backend B>
double Sequential<B>::work_of(std::size_t layer) const {
  auto work = static_cast<double>(shapes_[layer].features());
  for (const Parameter<B>* p : layers_[layer]->parameters())
    work += static_cast<double>(p->size() * shapes_[layer].pixels());
  return work;
}

template <Backend B>
void Sequential<B>::make_nodes() {
  for (std::size_t i = 0; i < layers_.size();) {
    Planned<B> next = plan_next(LayerSpan<B>(layers_).subspan(i));
    Node& node = nodes_.emplace_back();
    node.executes = std::move(next.executes);
    node.layer = i;
    node.in = i == 0 ? input_ : shapes_[i - 1];
    i += next.layers;
    node.out = shapes_[i - 1];
    node_of_.insert(node_of_.end(), next.layers, nodes_.size() - 1);
  }
  for (std::size_t i = 0; i < layers_.size(); ++i)
    work_ += work_of(i);
  training_stages_ = make_stages(Mode::train);
  for (const Stage& stage : training_stages_)
    for (std::size_t i = stage.first + 1; i < stage.last; ++i)
      nodes_[i].transient = stage.tiling == Tiling::few && B::few_samples == 1;
  evaluation_stages_ = make_stages(Mode::evaluate);
}

template <Backend B>
std::vector<typename Sequential<B>::Stage> Sequential<B>::make_stages(
    Mode mode) const {
  std::vector<Stage> stages;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Tiling tiling = nodes_[i].executes->tiling(mode);
    const bool joins =
        !stages.empty() &&
        (tiling == stages.back().tiling ||
         (tiling == Tiling::any && stages.back().tiling != Tiling::whole));
    if (joins)
      stages.back().last = i + 1;
    else
      stages.push_back({i, i + 1, tiling});
  }
  return stages;
}

template <Backend B>
std::vector<NamedParameter<B>> Sequential<B>::all_parameters() {
  std::vector<NamedParameter<B>> all;
  for (std::size_t i = 0; i < layers_.size(); ++i)
    for (Parameter<B>* parameter : layers_[i]->parameters())
      all.push_back({fmt::format("{}.{}", i, parameter->name), parameter});
  return all;
}

template <Backend B>
std::vector<NamedState<B>> Sequential<B>::named_states() {
  built(*this);
  std::vector<NamedState<B>> all;
  for (std::size_t i = 0; i < layers_.size(); ++i)
    for (State<B>* state : layers_[i]->states())
      all.push_back({fmt::format("{}.{}", i, state->name), state});
  return all;
}

template <Backend B>
void Sequential<B>::lay_out_parameters() {
  std::size_t total = 0;
  for (auto& [name, p] : all_parameters())
    total += p->size();
  parameter_buffer_.resize(total);
  gradient_buffer_.resize(total);
  parameters_ = B::view(parameter_buffer_, 0, total, 1);
  gradients_ = B::view(gradient_buffer_, 0, total, 1);
  std::size_t offset = 0;
  for (auto& [name, p] : all_parameters()) {
    p->value = B::view(parameter_buffer_, offset, p->rows, p->cols);
    p->gradient = B::view(gradient_buffer_, offset, p->rows, p->cols);
    offset += p->size();
  }
}

template <Backend B>
void Sequential<B>::initialize(std::uint64_t seed) {
  seed_ = seed;
  std::uint32_t index = 0;
  for (auto& [name, p] : all_parameters()) {
    Random random(seed, Stream::weights, index++);
    B::from_host(fill_weights(p->initializer, p->rows, p->cols, p->fan_in,
                              p->fan_out, random),
                 p->value);
  }
}

template <Backend B>
std::string Sequential<B>::summary() const {
  built(*this);
  std::size_t widest = 24;
  for (const auto& layer : layers_)
    widest = std::max(widest, layer->name().size());
  std::string table = fmt::format("{:>5}  {:<{}} {:>12} {:>12}\n", "layer", "",
                                  widest, "output", "parameters");
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    std::size_t count = 0;
    for (const Parameter<B>* p : layers_[i]->parameters())
      count += p->size();
    table += fmt::format("{:>5}  {:<{}} {:>12} {:>12}\n", i, layers_[i]->name(),
                         widest, to_string(shapes_[i]), count);
  }
  return table + fmt::format("{:>{}}\n", parameter_count(), widest + 33);
}

}  // namespace nn
