#include "autoencoder.hpp"

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter12 {

Learned learn_codes(const arma::mat& x, std::size_t hidden, Sparsity sparsity,
                    int epochs, std::uint64_t seed) {
  using B = nn::Cpu;
  const arma::fmat images = arma::conv_to<arma::fmat>::from(x);
  SparseAutoencoder<B> model(x.n_rows, hidden, sparsity, seed);
  nn::Adam<B> encoder(model.encoder, 3e-3), decoder(model.decoder, 3e-3);
  std::vector<std::uint32_t> order(x.n_cols);
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  Learned learned;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    nn::Random(seed, nn::Stream::shuffle, std::uint32_t(epoch)).shuffle(order);
    const arma::uvec at = arma::conv_to<arma::uvec>::from(order);
    double sum = 0;
    arma::uword batches = 0;
    for (; (batches + 1) * 100 <= x.n_cols; ++batches) {
      const arma::fmat batch =
          images.cols(at.subvec(batches * 100, batches * 100 + 99));
      sum += model.loss(batch);
      encoder.step();
      decoder.step();
    }
    learned.losses.push_back(sum / double(batches));
  }
  const arma::fmat h = model.encoder.forward(images, nn::Mode::evaluate);
  learned.codes = arma::conv_to<arma::mat>::from(h);
  learned.restored = arma::conv_to<arma::mat>::from(
      arma::fmat(model.decoder.forward(h, nn::Mode::evaluate)));
  learned.weights = arma::conv_to<arma::mat>::from(
      arma::fmat(model.decoder.named_parameters()[0].parameter->value));
  return learned;
}

double gradient_error(Sparsity sparsity, std::uint64_t seed) {
  using B = nn::Reference<double>;
  nn::Random random(seed, nn::Stream::data);
  arma::mat x(6, 9);
  x.imbue([&] { return random.uniform(); });
  SparseAutoencoder<B> model(6, 4, sparsity, seed);
  model.decoder.parameters().imbue([&] { return random.normal(); });
  double difference = 0, size = 0;
  for (nn::Sequential<B>* part : {&model.encoder, &model.decoder}) {
    model.loss(x);
    const arma::mat gradients = part->gradients();
    for (arma::uword i = 0; i < gradients.n_elem; ++i) {
      double& w = part->parameters()(i);
      const double kept = w, h = 1e-6;
      w = kept + h;
      const double above = model.loss(x);
      w = kept - h;
      const double below = model.loss(x);
      w = kept;
      const double measured = (above - below) / (2 * h);
      difference += std::pow(measured - gradients(i), 2);
      size += std::pow(measured, 2) + std::pow(gradients(i), 2);
    }
  }
  return std::sqrt(difference / size);
}

}  // namespace chapter12
