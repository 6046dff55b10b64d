#include "templates.hpp"

#include "nn/core/random.hpp"

#include "lasso.hpp"

namespace chapter04 {

Templates zero_templates(arma::uword pixels) {
  return {arma::fmat(10, pixels, arma::fill::zeros),
          arma::fvec(10, arma::fill::zeros)};
}

arma::fmat template_scores(const Templates& f, const arma::fmat& x) {
  arma::fmat s = f.weights * x;
  return s.each_col() + f.bias;
}

// #region mini-batch-step
/// One step down the loss of a mini-batch. x: pixels x samples.
void step(Templates& f, const Recipe& recipe, const arma::fmat& x,
          std::span<const std::int32_t> labels) {
  const arma::fmat s = template_scores(f, x);
  arma::fmat slope(arma::size(s));
  recipe.loss(s, labels, slope);
  const auto rate = float(recipe.rate);
  f.weights -= rate * (slope * x.t() + 2 * float(recipe.l2) * f.weights);
  f.bias -= rate * arma::sum(slope, 1);
  if (recipe.l1 > 0)
    f.weights = soft_threshold(f.weights, rate * float(recipe.l1));
}
// #endregion mini-batch-step

namespace {

/// 0 ... n-1 in the random order of an epoch.
std::vector<std::uint32_t> shuffled(arma::uword n, std::uint64_t seed,
                                    std::uint32_t epoch) {
  std::vector<std::uint32_t> order(n);
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  nn::Random(seed, nn::Stream::shuffle, epoch).shuffle(order);
  return order;
}

}  // namespace

void learn_epoch(Templates& f, const Recipe& recipe, const Images& images,
                 std::uint64_t seed, std::uint32_t epoch) {
  constexpr std::size_t batch = 100;
  const auto order = shuffled(images.size(), seed, epoch);
  arma::fmat x(images.pixels.n_rows, batch);
  std::vector<std::int32_t> labels(batch);
  for (std::size_t first = 0; first + batch <= order.size(); first += batch) {
    for (std::size_t k = 0; k < batch; ++k) {
      x.col(k) = images.pixels.col(order[first + k]);
      labels[k] = images.labels[order[first + k]];
    }
    step(f, recipe, x, labels);
  }
}

double accuracy(const Templates& f, const Images& images) {
  const arma::fmat s = template_scores(f, images.pixels);
  return double(Floats::count_correct(s, images.labels)) /
         double(images.size());
}

arma::vec losses_of_images(const Templates& f, const Images& images) {
  const arma::fmat s = template_scores(f, images.pixels);
  arma::fmat losses(1, s.n_cols), slopes(arma::size(s));
  Floats::softmax_cross_entropies(s, images.labels, 0, losses, slopes);
  return arma::conv_to<arma::vec>::from(arma::vectorise(losses));
}

arma::vec batch_means(const arma::vec& losses, std::size_t batch,
                      std::uint64_t seed) {
  const auto order = shuffled(losses.n_elem, seed, 77);
  arma::vec means(losses.n_elem / batch, arma::fill::zeros);
  for (arma::uword i = 0; i < means.n_elem * batch; ++i)
    means(i / batch) += losses(order[i]) / double(batch);
  return means;
}

std::vector<arma::mat> template_pictures(const Templates& f) {
  std::vector<arma::mat> pictures;
  for (arma::uword c = 0; c < f.weights.n_rows; ++c) {
    const arma::fvec w = f.weights.row(c).t();
    pictures.push_back(as_grays(picture(w), double(arma::abs(w).max())));
  }
  return pictures;
}

}  // namespace chapter04
