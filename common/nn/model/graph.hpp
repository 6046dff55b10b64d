/// A network whose layers branch and join: residual blocks, Inception, several
/// towers. Chapter 15.
#pragma once

#include <initializer_list>

#include "nn/layers/join.hpp"
#include "nn/model/model.hpp"

namespace nn {

/// What a layer of a graph gives, or the graph's input: other layers take it.
struct Value {
  const void* graph;  ///< whose
  std::size_t layer;  ///< that gives it
  Shape shape;        ///< of one sample

  std::size_t channels() const { return shape.channels; }
  std::size_t features() const { return shape.features(); }
};

/// Each layer has a name and says what it takes. A residual block:
///
///     nn::Value y = net.add<nn::Conv2d>("conv1", x, 16, 16, {.padding = 1});
///     y = net.add<nn::ReLU>("relu1", y);
///     y = net.add<nn::Conv2d>("conv2", y, 16, 16, {.padding = 1});
///     y = net.add<nn::Add>("add", {x, y});
///
/// What does not fit is a ShapeError in the line that adds it, with the layer's
/// name and the shapes. The last layer gives the graph's output.
template <Backend B>
class Graph : public Model<B> {
 public:
  using typename Model<B>::Make;

  /// `input`: the shape of one sample.
  explicit Graph(Shape input) : Model<B>(input) {}

  Value input() const { return {this, this->from_input, this->input_shape()}; }

  /// Appends a layer L<B>(arguments...) that takes x. Its parameters are called
  /// "name.weight" and so on, as in PyTorch.
  template <template <class> class L, class... Arguments>
  Value add(const std::string& name, const Value& x, Arguments... arguments) {
    return add(name, {x}, Model<B>::template maker_of<L>(arguments...));
  }
  /// The same for a layer with named options.
  template <template <class> class L>
  Value add(const std::string& name, const Value& x, std::size_t in,
            std::size_t out, typename L<B>::Options options) {
    return add(name, {x}, Model<B>::template maker_of<L>(in, out, options));
  }
  template <template <class> class L>
  Value add(const std::string& name, const Value& x, std::size_t size,
            typename L<B>::Options options) {
    return add(name, {x}, Model<B>::template maker_of<L>(size, options));
  }
  /// A layer that joins several values: nn::Add, nn::Concatenate.
  template <template <class> class L>
  Value add(const std::string& name, std::initializer_list<Value> inputs) {
    return add<L>(name, std::vector<Value>(inputs));
  }
  template <template <class> class L>
  Value add(const std::string& name, const std::vector<Value>& inputs) {
    return add(name, inputs, Model<B>::template maker_of<L>());
  }
  /// A layer of any kind: one that `make` makes, or a ready-made one.
  Value add(const std::string& name, const std::vector<Value>& inputs,
            Make make) {
    auto layer = make();
    return append(name, inputs, std::move(layer), std::move(make));
  }
  Value add(const std::string& name, const std::vector<Value>& inputs,
            std::unique_ptr<Layer<B>> layer) {
    return append(name, inputs, std::move(layer), {});
  }

  /// The layer that gave `first` once more, for another input x: the same
  /// parameters, whose gradient is the sum of both. An Error for a layer that
  /// has running means: whose would they be?
  Value again(const Value& first, const Value& x);

 protected:
  void check_wiring() const override;

 private:
  Value append(const std::string& name, const std::vector<Value>& inputs,
               std::unique_ptr<Layer<B>> layer, Make make);
  bool is_taken(const std::string& name) const;
  void check_name(const std::string& name) const;
  void check_own(const Value& value, const std::string& name) const;
};

template <Backend B>
bool Graph<B>::is_taken(const std::string& name) const {
  for (std::size_t i = 0; i < this->layer_count(); ++i)
    if (this->layer_name(i) == name) return true;
  return false;
}

template <Backend B>
void Graph<B>::check_name(const std::string& name) const {
  if (name.empty())
    throw Error("a layer of a graph needs a name, e.g. \"conv1\"");
  if (is_taken(name))
    throw Error(fmt::format(
        "two layers are called {}: files of weights know a layer by its name",
        name));
}

template <Backend B>
void Graph<B>::check_own(const Value& value, const std::string& name) const {
  if (value.graph != this)
    throw Error(fmt::format("layer {} takes a value of another graph", name));
}

template <Backend B>
Value Graph<B>::append(const std::string& name,
                       const std::vector<Value>& inputs,
                       std::unique_ptr<Layer<B>> layer, Make make) {
  check_name(name);
  if (inputs.empty())
    throw Error(fmt::format("layer {} takes nothing: name its inputs", name));
  std::vector<std::size_t> from;
  for (const Value& value : inputs) {
    check_own(value, name);
    from.push_back(value.layer);
  }
  const std::size_t i =
      Model<B>::append(std::move(layer), name, from, std::move(make));
  return {this, i, this->configure(i)};
}

template <Backend B>
Value Graph<B>::again(const Value& first, const Value& x) {
  check_own(first, "again");
  if (first.layer == this->from_input || !this->maker(first.layer))
    throw Error(
        "again() takes what a layer of this graph gave, one added by its type: "
        "it makes another one like it");
  const std::size_t owner = this->owner(first.layer);
  if (!this->layer(owner).states().empty())
    throw Error(
        fmt::format("{} cannot be used again: its running means are those of "
                    "one place",
                    this->label(owner)));
  const std::string& name = this->layer_name(owner);
  std::size_t times = 2;
  while (is_taken(fmt::format("{} ({})", name, times)))
    ++times;
  const Value value =
      add(fmt::format("{} ({})", name, times), {x}, this->maker(owner));
  this->share(value.layer, owner);
  return value;
}

/// Whatever nobody takes was computed for nothing: most likely the wrong value
/// was handed on.
template <Backend B>
void Graph<B>::check_wiring() const {
  if (this->readers_of(this->from_input) == 0)
    throw Error("no layer takes the graph's input");
  for (std::size_t i = 0; i + 1 < this->layer_count(); ++i)
    if (this->readers_of(i) == 0)
      throw Error(fmt::format(
          "no layer takes what {}: only the last layer gives the output",
          this->gives(i)));
}

}  // namespace nn
