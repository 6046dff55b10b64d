#include "steps_by_hand.hpp"

#include "nn/core/print.hpp"
#include "nn/training/gradient_check.hpp"

#include "batch_norm.hpp"
#include "library_batch_norm.hpp"
#include "show/report_batch_norm.hpp"
#include "show/report_dropout.hpp"

namespace chapter07 {

void batch_norm_by_hand() {
  nn::heading("Batch normalization by hand: two features, four samples");
  const arma::mat x = {{1, 2, 3, 6}, {100, 300, 200, 400}};
  const arma::vec gamma = {1, 0.5}, beta = {0, 2};
  const Normalized n = batch_norm(x, gamma, beta);
  print_example(x, n);
  const arma::rowvec by_loops =
      batch_norm_of_feature(x.row(0), gamma(0), beta(0), 1e-5);
  fmt::print("  by loops, first feature: largest difference {:.0e}\n",
             arma::abs(by_loops - n.y.row(0)).max());
}

void backward_by_hand(const nn::Options& options) {
  nn::heading("The way back: every x moves the mean and the variance");
  const Example e = random_example(5, 12, options.seed);
  print_gradients(e);
  const Agreement a = compare_with_library(e);
  fmt::print(
      "  library: largest difference of y {:.0e}, dx {:.0e}, "
      "dgamma and dbeta {:.0e}\n",
      a.y, a.dx, a.parameters);
  const auto check =
      nn::check_gradients(*library_batch_norm(e.gamma, e.beta), e.x);
  fmt::print("  the library's own gradient check: {:.0e} and {:.0e}\n",
             check.parameters, check.input);
}

void scale_does_not_matter(const nn::Options& options) {
  nn::heading(
      "Ten times the weights: the same answer, a tenth of the gradient");
  fmt::print("  weights times   change of y   |dW| times   gradient of b\n");
  for (double factor : {1.0, 10.0, 100.0}) {
    const Rescaled r = rescale_weights(factor, options.seed);
    fmt::print("  {:13} {:13.0e} {:12.4f} {:15.0e}\n", factor, r.output_change,
               r.gradient_ratio, r.bias_gradient);
  }
}

void train_and_evaluate(const nn::Options& options) {
  nn::heading("Training and evaluation: running mean and variance");
  print_running(options.seed);
  fmt::print("\n");
  print_company(options.seed);
}

void dropout_by_hand(const nn::Options& options) {
  nn::heading("Dropout by hand");
  print_dropout(options.seed);
}

}  // namespace chapter07
