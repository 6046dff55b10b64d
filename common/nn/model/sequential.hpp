/// A network: layers one after the other.
#pragma once

#include "nn/model/model.hpp"

namespace nn {

/// Each layer takes what the one before it gives.
///
///     nn::Sequential<nn::Cpu> model({1, 28, 28});
///     model.add<nn::Linear>(784, 128);
///     model.add<nn::ReLU>();
///     model.add<nn::Linear>(128, 10);
///     model.build(/*seed=*/1);
///
/// All shapes are checked by build(), before any data is seen. Layers are named
/// by their numbers, as in PyTorch. Branches: nn/model/graph.hpp.
template <Backend B>
class Sequential : public Model<B> {
 public:
  /// `input`: the shape of one sample.
  explicit Sequential(Shape input) : Model<B>(input) {}

  /// Appends a layer L<B>(arguments...).
  template <template <class> class L, class... Arguments>
  Sequential& add(Arguments... arguments) {
    return add_made(Model<B>::template maker_of<L>(arguments...));
  }
  /// The same for a layer with named options:
  ///
  ///     model.add<nn::Conv2d>(1, 16, {.kernel = 5, .padding = 2});
  template <template <class> class L>
  Sequential& add(std::size_t in, std::size_t out,
                  typename L<B>::Options options) {
    return add_made(Model<B>::template maker_of<L>(in, out, options));
  }
  template <template <class> class L>
  Sequential& add(std::size_t size, typename L<B>::Options options) {
    return add_made(Model<B>::template maker_of<L>(size, options));
  }
  Sequential& add(std::unique_ptr<Layer<B>> layer) {
    return append(std::move(layer), {});
  }

 private:
  using typename Model<B>::Make;

  Sequential& add_made(Make make) {
    auto layer = make();
    return append(std::move(layer), std::move(make));
  }
  Sequential& append(std::unique_ptr<Layer<B>> layer, Make make) {
    const std::size_t i = this->layer_count();
    Model<B>::append(std::move(layer), fmt::to_string(i),
                     {i == 0 ? this->from_input : i - 1}, std::move(make));
    return *this;
  }
};

}  // namespace nn
