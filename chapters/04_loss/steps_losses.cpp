#include "steps_losses.hpp"

#include "nn/core/print.hpp"

#include "accuracy.hpp"
#include "logistic.hpp"
#include "losses.hpp"
#include "one_weight.hpp"
#include "penalty.hpp"
#include "show/figures_losses.hpp"
#include "show/report_losses.hpp"

namespace chapter04 {

void labels_of_many_samples() {
  nn::heading("The likelihood of many labels, and its logarithm");
  print_likelihood();
}

void two_answers_to_a_two() {
  nn::heading("Squared error and cross-entropy of one answer");
  arma::vec target(10, arma::fill::zeros);
  target(2) = 1;
  fmt::print(
      "  the image is a 2       half squared   mean squared   cross-entropy"
      "\n                         error (book)   error          one-hot"
      "    label 2\n");
  for (auto [name, p] : {std::pair{"60 % sure of 2", sure_of_two()},
                         {"60 % sure of 7", sure_of_seven()}})
    fmt::print("  {:22} {:12.4f} {:14.4f} {:14.6f} {:10.6f}\n", name,
               half_squared_error(p, target), mean_squared_error(p, target),
               cross_entropy(p, target), cross_entropy_of_label(p, 2));
}

void wrong_and_sure(const nn::Options& options) {
  nn::heading("Wrong and sure of it: which loss finds the way back?");
  print_recovery();
  draw_recovery(options.out);
}

void hinge_loss(const nn::Options& options) {
  nn::heading("Hinge loss: the right class shall lead by 1");
  print_hinge();
  draw_loss_shapes(options.out);
}

void sample_weights() {
  nn::heading("L2 loss with sample weights");
  print_sample_weights();
}

void losses_of_the_library() {
  nn::heading("The library's losses on the three images above");
  print_agreements();
}

void accuracy_is_no_loss(const nn::Options& options) {
  nn::heading("Why accuracy cannot be the loss");
  const Students data = students();
  const double bias = fit_logistic(data).b;
  const OverWeight curve = over_weight(data, bias, 0, 4, 401);
  fmt::print("       w   accuracy   its slope   cross-entropy   its slope\n");
  for (arma::uword i : {50, 100, 140, 150, 200, 300})
    fmt::print("  {:6.2f} {:10.2f} {:11.4f} {:15.4f} {:11.4f}\n", curve.w(i),
               curve.accuracy(i), curve.accuracy_slope(i), curve.loss(i),
               curve.loss_slope(i));
  fmt::print("  slope exactly 0 at {} of 401 weights (accuracy), {} (loss)\n",
             zeros_in(curve.accuracy_slope), zeros_in(curve.loss_slope));
  const auto way = [&](const auto& f, double rate) {
    return walk_downhill(f, 0.5, rate, 1000);
  };
  fmt::print(
      "  1000 steps from w = 0.5: up the accuracy to {:.4f}, down the loss to "
      "{:.4f}\n",
      way([&](double w) { return -accuracy(data, w, bias); }, 0.5),
      way(
          [&](double w) {
            return logistic_loss(data.hours, data.passed, w, bias);
          },
          0.5));
  draw_accuracy(curve, options.out);
}

}  // namespace chapter04
