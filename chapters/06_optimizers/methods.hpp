/// The library's seven optimizers by name, and whether they match the papers.
#pragma once

#include "nn/reference/reference.hpp"
#include "nn/training/optimizers.hpp"

#include "formulas.hpp"
#include "surfaces.hpp"

namespace chapter06 {

using Exact = nn::Reference<double>;

enum class Method { sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw };

/// All seven, and the six that differ when there is no weight decay.
inline constexpr std::array all_methods{
    Method::sgd,     Method::momentum, Method::nesterov, Method::adagrad,
    Method::rmsprop, Method::adam,     Method::adamw};
inline constexpr std::array six_methods{Method::sgd,      Method::momentum,
                                        Method::nesterov, Method::adagrad,
                                        Method::rmsprop,  Method::adam};

inline const char* name_of(Method method) {
  constexpr std::array names{"SGD",     "Momentum", "Nesterov", "AdaGrad",
                             "RMSProp", "Adam",     "AdamW"};
  return names[static_cast<std::size_t>(method)];
}

/// The same for legends: two spaces keep long names away from the next sample.
inline std::string in_legend(Method method) {
  return fmt::format("{}  ", name_of(method));
}

/// The library's optimizer with the constants of its paper.
template <nn::Backend B>
std::unique_ptr<nn::Optimizer<B>> make(Method method, nn::Trained<B> trained,
                                       double rate) {
  switch (method) {
    case Method::sgd:
      return std::make_unique<nn::Sgd<B>>(trained, rate);
    case Method::momentum:
      return std::make_unique<nn::Momentum<B>>(trained, rate, 0.9);
    case Method::nesterov:
      return std::make_unique<nn::Nesterov<B>>(trained, rate, 0.9);
    case Method::adagrad:
      return std::make_unique<nn::AdaGrad<B>>(trained, rate);
    case Method::rmsprop:
      return std::make_unique<nn::RmsProp<B>>(trained, rate, 0.9);
    case Method::adam:
      return std::make_unique<nn::Adam<B>>(trained, rate);
    case Method::adamw:
      return std::make_unique<nn::AdamW<B>>(trained, rate);
  }
  throw nn::UsageError("no such optimizer");
}

/// A run of one optimizer of formulas.hpp: its current weights and its state.
/// step() asks for a gradient as often as the formula does.
struct ByFormula {
  Method method;
  double rate;
  arma::vec w;
  arma::vec state = arma::vec(w.n_elem, arma::fill::zeros);
  AdamState means = AdamState(w.n_elem);

  template <class Gradient>
  void step(const Gradient& gradient) {
    if (method == Method::nesterov) return nesterov(w, state, gradient, rate);
    const arma::vec g = gradient(w);
    if (method == Method::sgd) sgd(w, g, rate);
    if (method == Method::momentum) momentum(w, state, g, rate);
    if (method == Method::adagrad) adagrad(w, state, g, rate);
    if (method == Method::rmsprop) rmsprop(w, state, g, rate);
    if (method == Method::adam) adam(w, means, g, rate);
    if (method == Method::adamw) adamw(w, means, g, rate, rate * 1e-2);
  }

  /// Where the library's weights should be. Its Nesterov (like PyTorch's)
  /// stores the look-ahead point w + mu v, and never w itself.
  arma::vec expected() const {
    return method == Method::nesterov ? arma::vec(w + 0.9 * state) : w;
  }
};

/// Formula and library side by side from the surface's start: the largest
/// difference of any weight in any of `steps` steps.
inline double largest_difference(const Surface& surface, Method method,
                                 double rate, int steps = 100) {
  ByFormula paper{method, rate, surface.start};
  arma::mat w = surface.start, g(arma::size(w));
  const auto library = make<Exact>(method, {w, g}, rate);
  double largest = 0;
  for (int t = 0; t < steps; ++t) {
    g = surface.gradient(w);
    library->step();
    paper.step(surface.gradient);
    largest = std::max(largest, arma::abs(w - paper.expected()).max());
  }
  return largest;
}

}  // namespace chapter06
