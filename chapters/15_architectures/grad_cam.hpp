/// Grad-CAM: which places of a layer's maps speak for a class.
///
/// Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra, "Grad-CAM: visual
/// explanations from deep networks via gradient-based localization", ICCV 2017.
#pragma once

#include "logit_gradient.hpp"
#include "watch.hpp"

namespace chapter15 {

/// The network's only Watch; an Error if there is none.
template <nn::Backend B>
Watch<B>& watch_of(const nn::Model<B>& net) {
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    if (auto* watch = dynamic_cast<Watch<B>*>(&net.layer(i))) return *watch;
  throw nn::Error(
      "the network has no Watch: add one behind the maps that Grad-CAM asks");
}

// #region grad-cam
/// Weights each map by the mean of the class's gradient on it, adds them up,
/// and keeps what speaks for the class. The maps are those that the network's
/// Watch sees. places x images
template <nn::Backend B>
typename B::Matrix grad_cam(nn::Model<B>& net, const typename B::Matrix& x,
                            std::span<const std::int32_t> classes) {
  logit_gradient<B>(net, x, classes);
  const Watch<B>& watch = watch_of(net);
  const nn::Shape& shape = watch.shape();
  typename B::Matrix found(shape.pixels(), x.n_cols);
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    const auto by_channel = [&](const auto& all) -> typename B::Matrix {
      return arma::reshape(all.col(i), shape.channels, shape.pixels());
    };
    const typename B::Matrix alpha =
        arma::mean(by_channel(watch.gradient()), 1);
    found.col(i) = arma::clamp(by_channel(watch.value()).t() * alpha, 0,
                               arma::Datum<typename B::Real>::inf);
  }
  return found;
}
// #endregion grad-cam

}  // namespace chapter15
