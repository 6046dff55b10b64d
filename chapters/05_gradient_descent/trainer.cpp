#include "nn/training/trainer.hpp"

#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "trainer.hpp"

namespace chapter05 {

nn::Dataset stripes(std::size_t count, std::uint64_t seed) {
  nn::Dataset data;
  data.name = "stripes";
  data.shape = {1, 8, 8};
  data.classes = 3;
  nn::Random random(seed, nn::Stream::data);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t label = random.integer(3);
    data.labels.push_back(static_cast<std::int32_t>(label));
    for (std::uint32_t pixel = 0; pixel < 64; ++pixel)
      data.pixels.push_back(static_cast<std::uint8_t>(
          random.integer(100) + (pixel / 24 == label ? 100 : 0)));
  }
  return data;
}

arma::vec train_by_hand(const nn::Dataset& images,
                        const nn::Loader::Settings& settings, double rate,
                        int epochs) {
  arma::mat W(images.classes, images.shape.features(), arma::fill::zeros);
  arma::vec b(images.classes, arma::fill::zeros);
  nn::Loader loader(nn::all(images), settings);
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    loader.start_epoch(static_cast<std::uint32_t>(epoch));
    while (const nn::Batch* batch = loader.next()) {
      const arma::mat x = arma::conv_to<arma::mat>::from(batch->x);
      arma::mat p = W * x;
      p.each_col() += b;
      p = arma::normalise(arma::exp(p), 1);  // softmax: columns add up to 1
      for (arma::uword j = 0; j < p.n_cols; ++j)
        p(static_cast<arma::uword>(batch->labels[j]), j) -= 1;
      p /= double(p.n_cols);  // now the gradient of the mean loss
      W -= rate * p * x.t();
      b -= rate * arma::sum(p, 1);
    }
  }
  return arma::join_cols(arma::vectorise(W), b);
}

// #region by-trainer
arma::vec train_with_library(const nn::Dataset& images,
                             const nn::Loader::Settings& settings, double rate,
                             int epochs) {
  using B = nn::Reference<double>;
  nn::Sequential<B> model(images.shape);
  model.add<nn::Linear>(images.shape.features(), images.classes, nn::zeros());
  model.build(/*seed=*/1);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Sgd<B> sgd(model, rate);
  nn::Loader loader(nn::all(images), settings);
  nn::Trainer<B>(model, loss, sgd).fit(loader, epochs);
  return model.parameters();
}
// #endregion by-trainer

}  // namespace chapter05
