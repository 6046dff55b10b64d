/// A network as boxes and arrows: which layers make a box, and where it stands.
#pragma once

#include <string>
#include <vector>

#include "nn/figures/drawing.hpp"
#include "nn/model/model.hpp"

namespace chapter15 {

/// A layer and what is only applied to its output: BatchNorm, ReLU, Dropout.
struct Box {
  enum class Kind { input, convolution, pooling, join, linear, other };
  std::string title;
  std::string also = {};  ///< "BatchNorm, ReLU"
  nn::Shape shape = {};   ///< of what it gives
  Kind kind = Kind::other;
  std::vector<std::size_t> inputs = {};  ///< boxes before this one
};

/// What boxes are made of: a layer's number, name, shape and inputs.
struct LayerView {
  std::string name;
  nn::Shape shape;
  std::vector<std::size_t> inputs;  ///< layers, or nn::Model::from_input
};
std::vector<Box> boxes_of(const std::vector<LayerView>& layers,
                          const nn::Shape& input);

/// The first box is the input.
template <nn::Backend B>
std::vector<Box> boxes_of(const nn::Model<B>& model) {
  std::vector<LayerView> layers;
  for (std::size_t i = 0; i < model.layer_count(); ++i)
    layers.push_back(
        {model.layer(i).name(), model.layer_shape(i), model.layer_inputs(i)});
  return boxes_of(layers, model.input_shape());
}

/// Columns and rows: a box is one wide and one high.
struct Places {
  std::vector<nn::Point> boxes;
  struct Way {
    std::size_t from, to;
    bool beside = false;  ///< past the boxes that it skips, at x = lane
    double lane = 0;
  };
  std::vector<Way> ways;
  double left = 0, right = 0;  ///< of everything
  std::size_t rows = 0;
};

/// From top to bottom. Where several boxes take one value, they stand side by
/// side, and the box that joins them in the middle below. Good for blocks whose
/// branches end in one join, and do not fork again.
Places places_of(const std::vector<Box>& boxes);

}  // namespace chapter15
