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

/// What an optimizer remembers of earlier steps: mu of Momentum and Nesterov, a
/// of RMSProp, beta1 and beta2 of Adam and AdamW. SGD and AdaGrad have none.
struct Memory {
  double first = 0.9;     ///< mu, a or beta1
  double second = 0.999;  ///< beta2
};

/// The library's optimizer with the usual constants or others; for formulas in
/// double and in float.
template <nn::Backend B>
std::unique_ptr<nn::Optimizer<B>> make(Method method, nn::Trained<B> trained,
                                       double rate, const Memory& memory = {});

}  // namespace chapter06
