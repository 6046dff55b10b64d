/// How a Sequential computes: forward(), backward(), and the division of work.
/// nn/model/sequential.hpp says what they do.
#pragma once

#include <cmath>

#include "nn/core/sums.hpp"
#include "nn/model/sequential.hpp"

namespace nn {

template <Backend B>
std::size_t Sequential<B>::gradient_columns(const Node& node,
                                            std::size_t samples) const {
  return node.transient ? workers_ : samples;
}

template <Backend B>
void Sequential<B>::reserve(std::size_t samples) {
  const auto workers = static_cast<std::size_t>(B::threads());
  if (samples > capacity_ || workers > workers_) {
    samples_ = 0;
    capacity_ = std::max(samples, capacity_);
    workers_ = std::max(workers, workers_);
    for (Node& node : nodes_) {
      node.executes->reserve(capacity_, workers_);
      node.output_buffer.resize(node.out.features() * capacity_);
      node.input_gradient_buffer.resize(node.in.features() *
                                        gradient_columns(node, capacity_));
    }
  }
  if (samples == samples_) return;
  for (Node& node : nodes_) {
    node.output.reset();
    node.output.emplace(
        B::view(node.output_buffer, 0, node.out.features(), samples));
    node.input_gradient.reset();
    node.input_gradient.emplace(B::view(node.input_gradient_buffer, 0,
                                        node.in.features(),
                                        gradient_columns(node, samples)));
  }
  samples_ = samples;
}

template <Backend B>
std::size_t Sequential<B>::workers() const {
  return std::min(samples_, B::fed_by(work_ * static_cast<double>(samples_)));
}

template <Backend B>
const typename B::Matrix& Sequential<B>::input_of(std::size_t node) const {
  return node == 0 ? *x_ : *nodes_[node - 1].output;
}

template <Backend B>
Context Sequential<B>::context_of(const Node& node, Range samples,
                                  Worker worker) const {
  return {mode_, seed_, step_, node.layer, samples.begin, samples_, worker};
}

template <Backend B>
const Sequential<B>& Sequential<B>::computed() const {
  if (!built(*this).x_)
    throw Error("nothing is computed yet: call forward() first");
  return *this;
}

template <Backend B>
const typename B::Matrix& Sequential<B>::activation(std::size_t i) const {
  return *computed().nodes_[node_of_.at(i)].output;
}

template <Backend B>
template <class F>
void Sequential<B>::for_each_tile(const std::vector<Stage>& stages,
                                  bool reverse, F&& f) {
  const auto stage = [&](std::size_t i) -> const Stage& {
    return stages[reverse ? stages.size() - 1 - i : i];
  };
  for (std::size_t i = 0; i < stages.size();) {
    if (stage(i).tiling == Tiling::whole) {
      f(Range{0, samples_}, stage(i++), Worker{});
      continue;
    }
    // All stages up to the next one that needs the whole batch.
    std::size_t end = i;
    while (end < stages.size() && stage(end).tiling != Tiling::whole)
      ++end;
    // Going backward, convolutions sum over samples: each worker has whole
    // parts of these sums (nn/core/sums.hpp).
    bool in_parts = false;
    for (std::size_t k = i; k < end; ++k)
      in_parts |= reverse && stage(k).tiling == Tiling::few;
    const auto share = [&](Worker worker) {
      const Range mine =
          in_parts ? samples_of(worker, samples_) : worker.share(samples_);
      for (std::size_t k = i; k < end; ++k) {
        const bool few = stage(k).tiling == Tiling::few;
        const std::size_t tile = few ? B::few_samples : mine.size();
        for (std::size_t j = mine.begin; j < mine.end; j += tile)
          f(Range{j, std::min(j + tile, mine.end)}, stage(k), worker);
      }
    };
    B::parallel(share, workers());
    i = end;
  }
}

template <Backend B>
template <class F>
void Sequential<B>::prepare(F&& f) {
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
void Sequential<B>::check_input(const Matrix& x) const {
  built(*this);
  if (x.n_rows != input_.features())
    throw ShapeError(fmt::format(
        "the model expects samples of {} ({} features), but x has {} rows",
        to_string(input_), input_.features(), x.n_rows));
  if (x.n_cols == 0)
    throw ShapeError("the model expects at least one sample, but x has none");
}

// #region forward
template <Backend B>
const typename B::Matrix& Sequential<B>::forward(const Matrix& x, Mode mode) {
  check_input(x);
  reserve(x.n_cols);
  x_ = &x;
  mode_ = mode;
  if (mode == Mode::train) ++step_;
  prepare([](Operator<B>& op, Worker worker) { op.prepare_forward(worker); });
  const auto& stages =
      mode == Mode::train ? training_stages_ : evaluation_stages_;
  const auto tile = [&](Range samples, const Stage& stage, Worker worker) {
    for (std::size_t i = stage.first; i < stage.last; ++i) {
      const Matrix in = B::columns(input_of(i), samples);
      Matrix out = B::columns(*nodes_[i].output, samples);
      nodes_[i].executes->forward(in, out,
                                  context_of(nodes_[i], samples, worker));
    }
  };
  for_each_tile(stages, /*reverse=*/false, tile);
  return *nodes_.back().output;
}
// #endregion forward

template <Backend B>
const typename B::Matrix& Sequential<B>::forward(Matrix&& x, Mode mode) {
  x_ = nullptr;
  kept_.reset();
  return forward(std::as_const(kept_.emplace(std::move(x))), mode);
}

template <Backend B>
void Sequential<B>::check_output_gradient(const Matrix& dy) const {
  const Matrix* y = built(*this).x_ ? &*nodes_.back().output : nullptr;
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

// #region backward
template <Backend B>
void Sequential<B>::backward(const Matrix& dy, bool to_input) {
  check_output_gradient(dy);
  reserve(samples_);  // there may be more threads than in forward()
  const auto output_gradient = [&](std::size_t i) -> const Matrix& {
    return i + 1 == nodes_.size() ? dy : *nodes_[i + 1].input_gradient;
  };
  // Of the samples: columns of the batch, or the worker's own place.
  const auto gradient_of = [&](std::size_t i, Range samples, Worker worker) {
    if (i == nodes_.size()) return B::columns(dy, samples);
    if (nodes_[i].transient) samples = {worker.index, worker.index + 1};
    return B::columns(*nodes_[i].input_gradient, samples);
  };
  prepare([](Operator<B>& op, Worker worker) { op.prepare_backward(worker); });
  // Every worker takes its own samples back through the layers …
  const auto tile = [&](Range samples, const Stage& stage, Worker worker) {
    for (std::size_t i = stage.last; i-- > stage.first;) {
      const Matrix in = B::columns(input_of(i), samples);
      const Matrix out = B::columns(*nodes_[i].output, samples);
      const Matrix d_out = gradient_of(i + 1, samples, worker);
      Matrix d_in = gradient_of(i, samples, worker);
      const bool wanted = i > 0 || to_input;
      nodes_[i].executes->backward(in, out, d_out, wanted ? &d_in : nullptr,
                                   context_of(nodes_[i], samples, worker));
    }
  };
  for_each_tile(training_stages_, /*reverse=*/true, tile);
  // … and then its own part of every weight matrix.
  const auto share = [&](Worker worker) {
    for (std::size_t i = nodes_.size(); i-- > 0;)
      nodes_[i].executes->parameter_gradients(input_of(i), output_gradient(i),
                                              worker);
  };
  B::parallel(share, workers());
}
// #endregion backward

template <Backend B>
std::string Sequential<B>::first_not_finite() const {
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
      return fmt::format("layer {} {} gives {}", i, layers_[i]->name(), *bad);
  return "what every layer gives is finite";
}

}  // namespace nn
