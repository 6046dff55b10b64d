#include "probe.hpp"

#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter15 {
namespace {

using B = nn::Cpu;

/// Both by the training images' means and deviations.
void standardize(SmallImages& train, SmallImages& test) {
  const arma::fvec mean = arma::mean(train.x, 1);
  // A number that never changes stays 0.
  const arma::fvec deviation = arma::stddev(train.x, 0, 1) + 1e-3f;
  for (SmallImages* images : {&train, &test}) {
    images->x.each_col() -= mean;
    images->x.each_col() /= deviation;
  }
}

}  // namespace

const std::vector<std::string>& probed_layers() {
  static const std::vector<std::string> layers{
      "relu", "layer1.0.relu2", "layer2.0.relu2", "layer3.0.relu2", "avgpool"};
  return layers;
}

// #region probe
double probe_accuracy(SmallImages train, SmallImages test, std::size_t classes,
                      std::size_t steps) {
  standardize(train, test);
  nn::Sequential<B> probe(train.shape);
  probe.add<nn::Linear>(train.shape.features(), classes, nn::zeros());
  probe.build(/*seed=*/1);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Adam<B> adam(probe, 0.01);
  adam.set_l2(0.01);
  arma::fmat gradient(classes, train.size());
  for (std::size_t step = 0; step < steps; ++step) {
    loss(probe.forward(train.x), train.labels, gradient);
    probe.backward(gradient);
    adam.step();
  }
  return share_right(probe, test);
}
// #endregion probe

arma::mat probe_layers(TransferNet& net, const std::vector<SmallImages>& draws,
                       const SmallImages& test, std::size_t classes,
                       std::size_t steps) {
  const auto views_of = [&](const SmallImages& images) {
    std::vector<SmallImages> views = outputs_of(probed_layers(), net, images);
    views.insert(views.begin(), images);
    return views;
  };
  const std::vector<SmallImages> test_views = views_of(test);
  arma::mat accuracies(test_views.size(), draws.size());
  for (arma::uword k = 0; k < draws.size(); ++k) {
    const std::vector<SmallImages> views = views_of(draws[k]);
    for (arma::uword i = 0; i < views.size(); ++i)
      accuracies(i, k) =
          probe_accuracy(views[i], test_views[i], classes, steps);
  }
  return accuracies;
}

}  // namespace chapter15
