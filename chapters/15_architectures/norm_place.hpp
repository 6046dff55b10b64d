/// Residual blocks with BatchNorm in another place, or without it.
///
/// He, Zhang, Ren and Sun, "Identity mappings in deep residual networks", ECCV
/// 2016, figure 4: "original" and "BN after addition".
#pragma once

#include <array>
#include <memory>

#include "nn/cpu/cpu.hpp"
#include "nn/data/dataset.hpp"
#include "nn/networks/resnet.hpp"

namespace chapter15 {

enum class NormPlace {
  before_sum,  ///< behind each convolution: the shortcut stays what it was
  after_sum,   ///< the second one behind the addition
  nowhere
};
constexpr std::array<NormPlace, 3> all_norm_places = {
    NormPlace::before_sum, NormPlace::after_sum, NormPlace::nowhere};
const char* name_of(NormPlace place);  ///< in both languages

// #region placed_block
template <nn::Backend B>
nn::Value placed_block(nn::Graph<B>& net, const std::string& name,
                       const nn::Value& x, std::size_t out, std::size_t stride,
                       NormPlace place) {
  const auto convolution = [&](const std::string& number, const nn::Value& from,
                               std::size_t step, bool norm) {
    const std::string conv = name + ".conv" + number;
    const nn::Conv2dOptions options = {.stride = step, .padding = 1};
    return norm ? nn::convolution_and_norm(net, conv, name + ".bn" + number,
                                           from, out, options)
                : net.template add<nn::Conv2d>(conv, from, from.channels(), out,
                                               options);
  };
  nn::Value y = convolution("1", x, stride, place != NormPlace::nowhere);
  y = net.template add<nn::ReLU>(name + ".relu1", y);
  y = convolution("2", y, 1, place == NormPlace::before_sum);
  const nn::Value skipped =
      nn::shortcut(net, name, x, y.shape, stride, nn::Shortcut::padded);
  y = net.template add<nn::Add>(name + ".add", {y, skipped});
  if (place == NormPlace::after_sum)
    y = net.template add<nn::BatchNorm>(name + ".bn2", y, out);
  return net.template add<nn::ReLU>(name + ".relu2", y);
}
// #endregion placed_block

/// For images of 14 x 14 and ten classes; built. As nn::add_resnet for
/// before_sum.
std::unique_ptr<nn::Graph<nn::Cpu>> made(NormPlace place, std::size_t blocks,
                                         const std::vector<std::size_t>& widths,
                                         std::uint64_t seed);

/// The mean square of what each block gives, for the first `count` images.
arma::vec block_sizes(nn::Graph<nn::Cpu>& net, const nn::Dataset& images,
                      std::size_t count);

}  // namespace chapter15
