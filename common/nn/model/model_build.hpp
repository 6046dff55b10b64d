/// How a model is built: layers become operators, operators become stages,
/// all parameters go into one buffer. nn/model/model.hpp says what it does.
#pragma once

#include "nn/model/model.hpp"

namespace nn {

template <Backend B>
std::size_t Model<B>::append(std::unique_ptr<Layer<B>> layer, std::string name,
                             std::vector<std::size_t> inputs, Make make) {
  if (built_)
    throw Error(fmt::format("{} comes after build(): add all layers before it",
                            layer->name()));
  layers_.push_back(std::move(layer));
  const std::size_t i = layers_.size() - 1;
  wires_.push_back({std::move(name), std::move(inputs), std::move(make), i});
  return i;
}

template <Backend B>
void Model<B>::build(std::uint64_t seed) {
  if (layers_.empty()) throw Error("a model needs at least one layer");
  if (built_) throw Error("the model is built already");
  check_wiring();
  for (std::size_t i = 0; i < layers_.size(); ++i)
    configure(i);
  lay_out_parameters();
  lay_out_shared();
  make_nodes();
  built_ = true;
  initialize(seed);
}

// ---- shapes

template <Backend B>
std::string Model<B>::label(std::size_t layer) const {
  if (layer == from_input) return "the input";
  return fmt::format("layer {} {}", wires_[layer].name, layers_[layer]->name());
}

template <Backend B>
std::string Model<B>::gives(std::size_t layer) const {
  return fmt::format(
      "{} {} {}", label(layer), layer == from_input ? "is" : "gives",
      to_string(layer == from_input ? input_ : wires_[layer].out));
}

/// Rejects sizes that no memory can hold: usually a negative number that has
/// become a very large one.
template <Backend B>
void Model<B>::check_size(const Shape& shape, std::size_t layer) const {
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
std::vector<Shape> Model<B>::shapes_into(std::size_t layer) const {
  std::vector<Shape> shapes;
  for (const std::size_t from : wires_[layer].inputs) {
    shapes.push_back(from == from_input ? input_ : wires_[from].out);
    if (from == from_input) check_size(input_, from_input);
  }
  return shapes;
}

template <Backend B>
const Shape& Model<B>::configure(std::size_t i) {
  Wire& wire = wires_[i];
  if (wire.configured) return wire.out;
  const std::vector<Shape> shapes = shapes_into(i);
  try {
    wire.out = layers_[i]->configure_all(shapes);
  } catch (const ShapeError& error) {
    std::string inputs;
    for (const std::size_t from : wire.inputs)
      inputs += (inputs.empty() ? "" : " and ") + gives(from);
    throw ShapeError(
        fmt::format("{} {}, but {}", label(i), error.what(), inputs));
  }
  check_size(wire.out, i);
  wire.configured = true;
  return wire.out;
}

// ---- operators

/// Multiply-adds per sample, about.
template <Backend B>
double Model<B>::work_of(std::size_t layer) const {
  const Shape& out = wires_[layer].out;
  auto work = static_cast<double>(out.features());
  for (const Parameter<B>* p : layers_[layer]->parameters())
    work += static_cast<double>(p->size() * out.pixels());
  return work;
}

template <Backend B>
std::size_t Model<B>::readers_of(std::size_t i) const {
  std::size_t count = 0;
  for (const Wire& wire : wires_)
    for (const std::size_t from : wire.inputs)
      count += from == i;
  return count;
}

/// How many layers from this one on form a chain: each takes only what the one
/// before it gives, and nobody else does. They may become one operator.
template <Backend B>
std::size_t Model<B>::chain_from(std::size_t layer) const {
  std::size_t end = layer + 1;
  while (end < layers_.size() && readers_of(end - 1) == 1 &&
         wires_[end].inputs == std::vector<std::size_t>{end - 1})
    ++end;
  return end - layer;
}

template <Backend B>
void Model<B>::make_nodes() {
  values_.emplace_back().shape = input_;
  for (std::size_t i = 0; i < layers_.size();) {
    const LayerSpan<B> chain(layers_.data() + i, chain_from(i));
    Planned<B> next = plan_next(chain);
    Node& node = nodes_.emplace_back();
    node.executes = std::move(next.executes);
    node.layer = i;
    for (const std::size_t from : wires_[i].inputs)
      node.inputs.push_back({from == from_input ? 0 : node_of_[from] + 1});
    i += next.layers;
    values_.emplace_back().shape = wires_[i - 1].out;
    node_of_.insert(node_of_.end(), next.layers, nodes_.size() - 1);
  }
  for (std::size_t i = 0; i < layers_.size(); ++i)
    work_ += work_of(i);
  training_ = make_schedule(Mode::train);
  evaluation_ = make_schedule(Mode::evaluate);
  mark_adding();
  mark_transient();
}

/// Gradients of a value that several operators read are added in one order,
/// from the last reader to the first, whoever computes them.
template <Backend B>
void Model<B>::mark_adding() {
  std::vector<bool> written(values_.size(), false);
  for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node)
    for (Input& input : node->inputs) {
      input.adds = written[input.value];
      written[input.value] = true;
      if (input.adds)
        addend_features_ =
            std::max(addend_features_, values_[input.value].shape.features());
    }
}

// ---- parameters

template <Backend B>
std::vector<NamedParameter<B>> Model<B>::all_parameters() {
  std::vector<NamedParameter<B>> all;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (is_shared(i)) continue;
    for (Parameter<B>* parameter : layers_[i]->parameters())
      all.push_back(
          {fmt::format("{}.{}", wires_[i].name, parameter->name), parameter});
  }
  return all;
}

template <Backend B>
std::vector<NamedState<B>> Model<B>::named_states() {
  built(*this);
  std::vector<NamedState<B>> all;
  for (std::size_t i = 0; i < layers_.size(); ++i)
    for (State<B>* state : layers_[i]->states())
      all.push_back({fmt::format("{}.{}", wires_[i].name, state->name), state});
  return all;
}

template <Backend B>
void Model<B>::lay_out_parameters() {
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

/// A layer that shares computes with the original's numbers, into a gradient of
/// its own; parameter_gradients() adds it to the original's.
template <Backend B>
void Model<B>::lay_out_shared() {
  const auto for_each = [&](auto f) {
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      if (!is_shared(i)) continue;
      const auto originals = layers_[owner(i)]->parameters();
      for (std::size_t k = 0; Parameter<B>* p : layers_[i]->parameters())
        f(*originals[k++], *p);
    }
  };
  std::size_t total = 0;
  for_each([&](Parameter<B>&, Parameter<B>& p) { total += p.size(); });
  shared_gradient_buffer_.resize(total);
  std::size_t offset = 0;
  for_each([&](Parameter<B>& original, Parameter<B>& p) {
    p.value = B::columns(original.value, {0, p.cols});
    p.gradient = B::view(shared_gradient_buffer_, offset, p.rows, p.cols);
    offset += p.size();
    shared_.push_back({&original.gradient, &p.gradient});
  });
}

template <Backend B>
void Model<B>::initialize(std::uint64_t seed) {
  seed_ = seed;
  std::uint32_t index = 0;
  for (auto& [name, p] : all_parameters()) {
    Random random(seed, Stream::weights, index++);
    B::from_host(fill_weights(p->initializer, p->rows, p->cols, p->fan_in,
                              p->fan_out, random),
                 p->value);
  }
}

// ---- for the reader

template <Backend B>
std::string Model<B>::summary() const {
  built(*this);
  std::size_t widest = 24, widest_name = 5;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    widest = std::max(widest, layers_[i]->name().size());
    widest_name = std::max(widest_name, wires_[i].name.size());
  }
  std::string table =
      fmt::format("{:>{}}  {:<{}} {:>12} {:>12}\n", "layer", widest_name, "",
                  widest, "output", "parameters");
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    std::size_t count = 0;
    if (!is_shared(i))
      for (const Parameter<B>* p : layers_[i]->parameters())
        count += p->size();
    table += fmt::format("{:>{}}  {:<{}} {:>12} {:>12}\n", wires_[i].name,
                         widest_name, layers_[i]->name(), widest,
                         to_string(wires_[i].out), count);
  }
  return table +
         fmt::format("{:>{}}\n", parameter_count(), widest + widest_name + 28);
}

}  // namespace nn
