/// The library's seven optimizers by name.
#pragma once

#include "nn/reference/reference.hpp"
#include "nn/training/optimizers.hpp"

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

const char* name_of(Method method);

/// The same for legends: two spaces keep long names away from the next sample.
std::string in_legend(Method method);

/// The library's optimizer with the constants of its paper; for formulas in
/// double and in float. `momentum` is that of Momentum and Nesterov.
template <nn::Backend B>
std::unique_ptr<nn::Optimizer<B>> make(Method method, nn::Trained<B> trained,
                                       double rate, double momentum = 0.9);

}  // namespace chapter06
