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
                                       double rate, const Memory& memory) {
  switch (method) {
    case Method::sgd:
      return std::make_unique<nn::Sgd<B>>(trained, rate);
    case Method::momentum:
      return std::make_unique<nn::Momentum<B>>(trained, rate, memory.first);
    case Method::nesterov:
      return std::make_unique<nn::Nesterov<B>>(trained, rate, memory.first);
    case Method::adagrad:
      return std::make_unique<nn::AdaGrad<B>>(trained, rate);
    case Method::rmsprop:
      return std::make_unique<nn::RmsProp<B>>(trained, rate, memory.first);
    case Method::adam:
      return std::make_unique<nn::Adam<B>>(
          trained, rate, nn::AdamOptions{memory.first, memory.second});
    case Method::adamw:
      return std::make_unique<nn::AdamW<B>>(
          trained, rate, nn::AdamWOptions{memory.first, memory.second});
  }
  throw nn::UsageError("no such optimizer");
}

template std::unique_ptr<nn::Optimizer<Exact>> make(Method, nn::Trained<Exact>,
                                                    double, const Memory&);
template std::unique_ptr<nn::Optimizer<nn::Reference<float>>> make(
    Method, nn::Trained<nn::Reference<float>>, double, const Memory&);

}  // namespace chapter06
