/// Which way each pixel moves the score of a class.
#pragma once

#include <cstdint>
#include <span>

#include "nn/model/model.hpp"

namespace chapter15 {

// #region logit-gradient
/// The derivative of the logit of `classes[i]` with respect to the pixels of
/// image i (Simonyan, Vedaldi and Zisserman, ICLR workshop 2014). The network
/// has no BatchNorm (nn/model/fold.hpp): in Mode::train, which backward needs,
/// that would mix the images. pixels x images
template <nn::Backend B>
typename B::Matrix logit_gradient(nn::Model<B>& net,
                                  const typename B::Matrix& x,
                                  std::span<const std::int32_t> classes) {
  typename B::Matrix chosen(net.forward(x).n_rows, x.n_cols);
  B::one_hot(classes, chosen);
  return net.backward_to_input(chosen);
}
// #endregion logit-gradient

}  // namespace chapter15
