#include "score.hpp"

#include "nn/core/error.hpp"

namespace chapter04 {

arma::vec four_pixels() {
  return {56, 231, 24, 2};
}
LinearClassifier cat_dog_ship() {
  return {{{0.2, -0.5, 0.1, 2.0},  //
           {1.5, 1.3, 2.1, 0.0},
           {0.0, 0.25, 0.2, -0.3}},
          {1.1, 3.2, -1.2}};
}

// #region scores-by-loop
/// score = w1 x1 + w2 x2 + ... + b, class by class and pixel by pixel.
/// x: one number per pixel. Returns one number per class.
arma::vec scores_by_loop(const LinearClassifier& f, const arma::vec& x) {
  if (x.n_elem != f.weights.n_cols)
    throw nn::ShapeError(
        fmt::format("a classifier with {} weights a class got an image of {} "
                    "pixels; give it one pixel for every weight",
                    f.weights.n_cols, x.n_elem));
  arma::vec score = f.bias;
  for (arma::uword c = 0; c < f.weights.n_rows; ++c)
    for (arma::uword i = 0; i < x.n_elem; ++i)
      score(c) += f.weights(c, i) * x(i);
  return score;
}
// #endregion scores-by-loop

// #region scores
/// The same for many images at once: pixels x samples -> classes x samples.
arma::mat scores(const LinearClassifier& f, const arma::mat& x) {
  arma::mat s = f.weights * x;
  return s.each_col() + f.bias;
}
// #endregion scores

}  // namespace chapter04
