/// How Sequential works; nn/model/sequential.hpp says what it does.
#pragma once

#include "nn/model/sequential.hpp"

namespace nn {

template <Backend B>
Sequential<B>& Sequential<B>::add(std::unique_ptr<Layer<B>> layer) {
  layers_.push_back(std::move(layer));
  return *this;
}

template <Backend B>
void Sequential<B>::build(std::uint64_t seed) {
  if (layers_.empty()) throw Error("a model needs at least one layer");
  if (!shapes_.empty()) throw Error("the model is built already");
  configure();
  lay_out_parameters();
  initialize(seed);
}

template <Backend B>
std::string Sequential<B>::gives(std::size_t layer) const {
  if (layer == 0) return "the input is " + to_string(input_);
  return fmt::format("layer {} {} gives {}", layer - 1,
                     layers_[layer - 1]->name(), to_string(shapes_[layer - 1]));
}

template <Backend B>
void Sequential<B>::configure() {
  Shape shape = input_;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    try {
      shape = layers_[i]->configure(shape);
    } catch (const ShapeError& error) {
      throw ShapeError(fmt::format("layer {} {} {}, but {}", i,
                                   layers_[i]->name(), error.what(), gives(i)));
    }
    shapes_.push_back(shape);
  }
}

template <Backend B>
std::vector<NamedParameter<B>> Sequential<B>::named_parameters() {
  std::vector<NamedParameter<B>> all;
  for (std::size_t i = 0; i < layers_.size(); ++i)
    for (Parameter<B>* parameter : layers_[i]->parameters())
      all.push_back({fmt::format("{}.{}", i, parameter->name), parameter});
  return all;
}

template <Backend B>
void Sequential<B>::lay_out_parameters() {
  std::size_t total = 0;
  for (auto& [name, p] : named_parameters())
    total += p->size();
  parameter_buffer_.resize(total);
  gradient_buffer_.resize(total);
  parameters_ = B::view(parameter_buffer_, 0, total, 1);
  gradients_ = B::view(gradient_buffer_, 0, total, 1);
  std::size_t offset = 0;
  for (auto& [name, p] : named_parameters()) {
    p->value = B::view(parameter_buffer_, offset, p->rows, p->cols);
    p->gradient = B::view(gradient_buffer_, offset, p->rows, p->cols);
    offset += p->size();
  }
}

template <Backend B>
void Sequential<B>::initialize(std::uint64_t seed) {
  std::uint32_t index = 0;
  for (auto& [name, p] : named_parameters()) {
    Random random(seed, Stream::weights, index++);
    const double deviation =
        p->initializer.standard_deviation(p->fan_in, p->fan_out);
    arma::fmat start(p->rows, p->cols);
    for (float& w : start)
      w = deviation == 0 ? 0 : static_cast<float>(deviation * random.normal());
    Matrix space;
    p->value = B::to_backend(start, space);
  }
}

template <Backend B>
void Sequential<B>::reserve(std::size_t samples) {
  if (samples == samples_) return;
  const bool grow = samples > capacity_;
  if (grow) {
    output_buffers_.resize(layers_.size());
    gradient_buffers_.resize(layers_.size());
    outputs_.reserve(layers_.size());
    input_gradients_.reserve(layers_.size());
    capacity_ = samples;
  }
  outputs_.clear();
  input_gradients_.clear();
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const std::size_t in = (i == 0 ? input_ : shapes_[i - 1]).features();
    const std::size_t out = shapes_[i].features();
    if (grow) {
      output_buffers_[i].resize(out * samples);
      gradient_buffers_[i].resize(in * samples);
    }
    outputs_.push_back(B::view(output_buffers_[i], 0, out, samples));
    input_gradients_.push_back(B::view(gradient_buffers_[i], 0, in, samples));
  }
  samples_ = samples;
}

template <Backend B>
const typename B::Matrix& Sequential<B>::input_of(std::size_t layer) const {
  return layer == 0 ? *x_ : outputs_[layer - 1];
}

// #region forward
template <Backend B>
const typename B::Matrix& Sequential<B>::forward(const Matrix& x, Mode mode) {
  if (x.n_rows != input_.features())
    throw ShapeError(fmt::format(
        "the model expects samples of {} ({} features), but x has {} rows",
        to_string(input_), input_.features(), x.n_rows));
  reserve(x.n_cols);
  x_ = &x;
  B::parallel([&](Worker worker) {
    const Range samples = worker.share(samples_);
    for (std::size_t i = 0; i < layers_.size() && !samples.empty(); ++i) {
      const Matrix in = B::columns(input_of(i), samples);
      Matrix out = B::columns(outputs_[i], samples);
      layers_[i]->forward(in, out, mode);
    }
  });
  return outputs_.back();
}
// #endregion forward

// #region backward
template <Backend B>
void Sequential<B>::backward(const Matrix& dy, bool to_input) {
  if (!x_ || dy.n_cols != samples_ || dy.n_rows != outputs_.back().n_rows)
    throw ShapeError("backward() takes the derivative of what forward() gave");
  const auto output_gradient = [&](std::size_t i) -> const Matrix& {
    return i + 1 == layers_.size() ? dy : input_gradients_[i + 1];
  };
  B::parallel([&](Worker worker) {
    // Every thread takes its own samples back through the layers …
    const Range samples = worker.share(samples_);
    const std::size_t first = to_input ? 0 : 1;
    for (std::size_t i = layers_.size(); i-- > first && !samples.empty();) {
      const Matrix in = B::columns(input_of(i), samples);
      const Matrix out = B::columns(outputs_[i], samples);
      const Matrix d_out = B::columns(output_gradient(i), samples);
      Matrix d_in = B::columns(input_gradients_[i], samples);
      layers_[i]->backward(in, out, d_out, d_in);
    }
    // … and when all have done so, its own part of every weight matrix.
    B::barrier();
    for (std::size_t i = layers_.size(); i-- > 0;)
      layers_[i]->parameter_gradients(input_of(i), output_gradient(i), worker);
  });
}
// #endregion backward

template <Backend B>
std::string Sequential<B>::summary() const {
  std::string table = fmt::format("{:>5}  {:<24} {:>12} {:>12}\n", "layer", "",
                                  "output", "parameters");
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    std::size_t count = 0;
    for (const Parameter<B>* p : layers_[i]->parameters())
      count += p->size();
    table += fmt::format("{:>5}  {:<24} {:>12} {:>12}\n", i, layers_[i]->name(),
                         to_string(shapes_[i]), count);
  }
  return table + fmt::format("{:>56}\n", parameter_count());
}

}  // namespace nn
