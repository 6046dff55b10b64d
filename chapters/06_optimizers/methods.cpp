#include "methods.hpp"

#include "nn/core/error.hpp"

namespace chapter06 {

const char* name_of(Method method) {
  constexpr std::array names{"SGD",     "Momentum", "Nesterov", "AdaGrad",
                             "RMSProp", "Adam",     "AdamW"};
  return names[static_cast<std::size_t>(method)];
}

std::string in_legend(Method method) {
  return fmt::format("{}  ", name_of(method));
}

template <nn::Backend B>
std::unique_ptr<nn::Optimizer<B>> make(Method method, nn::Trained<B> trained,
                                       double rate, double momentum) {
  switch (method) {
    case Method::sgd:
      return std::make_unique<nn::Sgd<B>>(trained, rate);
    case Method::momentum:
      return std::make_unique<nn::Momentum<B>>(trained, rate, momentum);
    case Method::nesterov:
      return std::make_unique<nn::Nesterov<B>>(trained, rate, momentum);
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

template std::unique_ptr<nn::Optimizer<Exact>> make(Method, nn::Trained<Exact>,
                                                    double, double);
template std::unique_ptr<nn::Optimizer<nn::Reference<float>>> make(
    Method, nn::Trained<nn::Reference<float>>, double, double);

}  // namespace chapter06
