/// How a model computes: forward(), backward().
/// nn/model/model.hpp says what they do.
#pragma once

#include <cmath>

#include "nn/model/model.hpp"

namespace nn {

// ---- memory

template <Backend B>
std::size_t Model<B>::gradient_columns(const Activation& value,
                                       std::size_t samples) const {
  return value.transient ? workers_ : samples;
}

/// Room for more samples or workers than before.
template <Backend B>
void Model<B>::grow(std::size_t samples, std::size_t workers) {
  samples_ = 0;
  capacity_ = std::max(samples, capacity_);
  workers_ = std::max(workers, workers_);
  for (Node& node : nodes_)
    node.executes->reserve(capacity_, workers_);
  for (Activation& value : values_) {
    const std::size_t features = value.shape.features();
    if (&value != &values_.front()) value.buffer.resize(features * capacity_);
    if (&value != &values_.back())
      value.gradient_buffer.resize(features *
                                   gradient_columns(value, capacity_));
  }
  addend_buffer_.resize(addend_features_ * std::max(capacity_, workers_));
}

template <Backend B>
void Model<B>::reserve(std::size_t samples) {
  const auto workers = static_cast<std::size_t>(B::threads());
  if (samples > capacity_ || workers > workers_) grow(samples, workers);
  if (samples == samples_) return;
  const auto show = [&](auto& buffer, std::size_t rows, std::size_t cols,
                        std::optional<Matrix>& view) {
    view.reset();
    view.emplace(B::view(buffer, 0, rows, cols));
  };
  for (Activation& value : values_) {
    const std::size_t features = value.shape.features();
    if (&value != &values_.front())
      show(value.buffer, features, samples, value.numbers);
    if (&value != &values_.back())
      show(value.gradient_buffer, features, gradient_columns(value, samples),
           value.gradient);
  }
  samples_ = samples;
}

template <Backend B>
const typename B::Matrix& Model<B>::numbers_of(std::size_t value) const {
  return value == 0 ? *x_ : *values_[value].numbers;
}

template <Backend B>
Context Model<B>::context_of(const Node& node, Range samples,
                             Worker worker) const {
  return {mode_, seed_, step_, node.layer, samples.begin, samples_, worker};
}

template <Backend B>
const Model<B>& Model<B>::computed() const {
  if (!built(*this).x_)
    throw Error("nothing is computed yet: call forward() first");
  return *this;
}

template <Backend B>
const typename B::Matrix& Model<B>::activation(std::size_t i) const {
  return *computed().values_[node_of_.at(i) + 1].numbers;
}

template <Backend B>
template <class F>
void Model<B>::prepare(F&& f) {
  const auto prepares = [](const Node& node) {
    return node.executes->prepares();
  };
  if (std::none_of(nodes_.begin(), nodes_.end(), prepares)) return;
  const auto share = [&](Worker worker) {
    for (Node& node : nodes_)
      f(*node.executes, worker);
  };
  B::parallel(share, workers());
}

template <Backend B>
void Model<B>::check_input(const Matrix& x) const {
  built(*this);
  if (x.n_rows != input_.features())
    throw ShapeError(fmt::format(
        "the model expects samples of {} ({} features), but x has {} rows",
        to_string(input_), input_.features(), x.n_rows));
  if (x.n_cols == 0)
    throw ShapeError("the model expects at least one sample, but x has none");
}

// #region forward_step
/// Some samples pass through one operator, or half of it: once for each of its
/// inputs.
template <Backend B>
void Model<B>::forward_step(const Step& step, Range samples, Worker worker) {
  const Node& node = nodes_[step.node];
  Matrix out = B::columns(*values_[step.node + 1].numbers, samples);
  Context context = context_of(node, samples, worker);
  for (const Input& input : node.inputs) {
    const Matrix in = B::columns(numbers_of(input.value), samples);
    if (step.half == Half::first)
      node.executes->add_up(in, context);
    else
      node.executes->forward(in, out, context);
    ++context.input;
  }
}
// #endregion forward_step

// #region forward
template <Backend B>
const typename B::Matrix& Model<B>::forward(const Matrix& x, Mode mode) {
  check_input(x);
  reserve(x.n_cols);
  x_ = &x;
  mode_ = mode;
  if (mode == Mode::train) ++step_;
  prepare([](Operator<B>& op, Worker worker) { op.prepare_forward(worker); });
  const Schedule& schedule = mode == Mode::train ? training_ : evaluation_;
  const auto step = [&](const Step& now, Range samples, Worker worker) {
    forward_step(now, samples, worker);
  };
  for_each_tile(schedule, /*reverse=*/false, step);
  return *values_.back().numbers;
}
// #endregion forward

template <Backend B>
const typename B::Matrix& Model<B>::forward(Matrix&& x, Mode mode) {
  x_ = nullptr;
  kept_.reset();
  return forward(std::as_const(kept_.emplace(std::move(x))), mode);
}

template <Backend B>
void Model<B>::check_output_gradient(const Matrix& dy) const {
  const Matrix* y = built(*this).x_ ? &*values_.back().numbers : nullptr;
  if (!y || dy.n_cols != y->n_cols || dy.n_rows != y->n_rows)
    throw ShapeError(fmt::format(
        "backward() takes the derivative of what forward() gave ({}), not "
        "{}x{}",
        y ? fmt::format("{}x{}", y->n_rows, y->n_cols) : "nothing yet",
        dy.n_rows, dy.n_cols));
  if (mode_ != Mode::train)
    throw Error(
        "backward() goes back through the last forward(), and that was one in "
        "Mode::evaluate, which keeps nothing to go back by: use Mode::train");
}

/// Of the samples: columns of the batch, or the worker's own place.
template <Backend B>
typename B::Matrix Model<B>::gradient_of(std::size_t value, const Matrix& dy,
                                         Range samples, Worker worker) const {
  if (value + 1 == values_.size()) return B::columns(dy, samples);
  if (values_[value].transient) samples = {worker.index, worker.index + 1};
  return B::columns(*values_[value].gradient, samples);
}

// #region backward_step
/// Some samples' gradients pass back through one operator, or half of it: once
/// for each of its inputs.
template <Backend B>
void Model<B>::backward_step(const Step& step, const Matrix& dy, Range samples,
                             Worker worker, bool to_input) {
  const Node& node = nodes_[step.node];
  const Matrix out = B::columns(*values_[step.node + 1].numbers, samples);
  const Matrix d_out = gradient_of(step.node + 1, dy, samples, worker);
  Context context = context_of(node, samples, worker);
  for (const Input& input : node.inputs) {
    const Matrix in = B::columns(numbers_of(input.value), samples);
    const bool wanted = input.value > 0 || to_input;
    Matrix d_in = gradient_of(input.value, dy, samples, worker);
    if (step.half == Half::second) {
      node.executes->add_up_gradient(in, out, d_out, context);
    } else if (input.adds && wanted) {
      Matrix addend = B::view(addend_buffer_, samples.begin * addend_features_,
                              in.n_rows, in.n_cols);
      node.executes->backward(in, out, d_out, &addend, context);
      B::add(d_in, addend, d_in);
    } else {
      node.executes->backward(in, out, d_out, wanted ? &d_in : nullptr,
                              context);
    }
    ++context.input;
  }
}
// #endregion backward_step

/// Every worker's own part of every weight matrix.
template <Backend B>
void Model<B>::parameter_gradients(const Matrix& dy) {
  const auto share = [&](Worker worker) {
    for (std::size_t i = nodes_.size(); i-- > 0;)
      nodes_[i].executes->parameter_gradients(
          numbers_of(nodes_[i].inputs.front().value),
          i + 1 == nodes_.size() ? dy : *values_[i + 1].gradient, worker);
  };
  B::parallel(share, workers());
  for (const Shared& shared : shared_)
    B::add(*shared.sum, *shared.part, *shared.sum);
}

// #region backward
template <Backend B>
void Model<B>::backward(const Matrix& dy, bool to_input) {
  check_output_gradient(dy);
  reserve(samples_);  // there may be more threads than in forward()
  prepare([](Operator<B>& op, Worker worker) { op.prepare_backward(worker); });
  // Every worker takes its own samples back through the layers …
  const auto step = [&](const Step& now, Range samples, Worker worker) {
    backward_step(now, dy, samples, worker, to_input);
  };
  for_each_tile(training_, /*reverse=*/true, step);
  // … and then its own part of every weight matrix.
  parameter_gradients(dy);
}
// #endregion backward

template <Backend B>
std::string Model<B>::first_not_finite() const {
  const auto bad_number = [](const Matrix& numbers) -> std::optional<float> {
    for (const float number : B::to_host(numbers))
      if (!std::isfinite(number))
        return std::isnan(number) ? std::nanf("") : number;  // no sign
    return {};
  };
  if (const auto bad = bad_number(*computed().x_))
    return fmt::format("the input holds {}", *bad);
  for (std::size_t i = 0; i < layers_.size(); ++i)
    if (const auto bad = bad_number(activation(i)))
      return fmt::format("{} gives {}", label(i), *bad);
  return "what every layer gives is finite";
}

}  // namespace nn
