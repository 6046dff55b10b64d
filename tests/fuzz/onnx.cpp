// An .onnx file that is accepted is a network of finite numbers that answers,
// and that is the same after it has been written and read.
#include "nn/onnx/onnx.hpp"

#include <cmath>

#include "nn/reference/reference.hpp"

#include "fuzz.hpp"

namespace {

using B = nn::Reference<float>;
using Net = std::unique_ptr<nn::Graph<B>>;

constexpr std::size_t largest = 1 << 12;  // numbers a sample, to be quick

std::string written(nn::Model<B>& net) {
  return nn::format_onnx("again", nn::to_onnx(net));
}

Net read(std::span<const std::uint8_t> bytes) {
  return nn::from_onnx<B>(nn::parse_onnx("again", bytes), "again");
}

void check_numbers(nn::Model<B>& net) {
  for (const nn::Tensor& tensor : nn::to_tensors(net))
    for (float value : tensor.values)
      fuzz::require(std::isfinite(value), "not finite: " + tensor.name);
}

bool is_small(nn::Model<B>& net) {
  std::size_t most = net.input_shape().features();
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    most = std::max(most, net.layer_shape(i).features());
  return most <= largest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const fuzz::File file(fuzz::text(data, size));
  Net net;
  try {
    net = nn::load_onnx<B>(file.path()).graph;
  } catch (const nn::DataError& error) {
    fuzz::check_refusal(error, file.path());
    return 0;
  }
  check_numbers(*net);
  const std::string once = written(*net);
  const Net again =
      read({reinterpret_cast<const std::uint8_t*>(once.data()), once.size()});
  if (!is_small(*net)) return 0;
  const arma::fmat x(net->input_shape().features(), 2, arma::fill::ones);
  const arma::fmat y = net->forward(x, nn::Mode::evaluate);
  const arma::fmat z = again->forward(x, nn::Mode::evaluate);
  for (arma::uword i = 0; i < y.n_elem; ++i)
    fuzz::require(y[i] == z[i] || (std::isnan(y[i]) && std::isnan(z[i])),
                  "other answers");
  return 0;
}
