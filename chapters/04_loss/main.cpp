// Chapter 04. Losses: from scores to the one number to minimize. (5 s)
//
// Row by row: scores, losses, softmax, why not accuracy, penalties,
// regression, exhaustive search.
#include "nn/program/program.hpp"

#include "figures.hpp"
#include "image_report.hpp"
#include "report.hpp"

using namespace chapter04;

namespace {

void four_pixels_three_classes() {
  heading("A score for every class: W x + b on four pixels");
  print_four_pixels();
  const arma::mat by_library = scores_of_library(cat_dog_ship(), four_pixels());
  fmt::print("  all at once, library: {}\n", numbers(by_library, 2));
  fmt::print("  with the bias forgotten: {}\n",
             numbers(cat_dog_ship().weights * four_pixels(), 2));
}

void scores_of_an_image(const ImageSets& sets, const nn::Options& options) {
  heading("The same on a real image: 3 classes x 3072 weights");
  const ThreeClasses data = three_classes(sets.train, options.smoke ? 60 : 300);
  const LinearClassifier random = random_classifier(options.seed);
  LinearClassifier learned = zero_classifier();
  teach(learned, data, 0.005, options.smoke ? 10 : 50);
  print_image_scores(data, random, learned);
  fmt::print("  mean loss of {} images: {:.3f} random, {:.3f} learned\n",
             data.labels.size(), mean_loss(random, data),
             mean_loss(learned, data));
  draw_score_parts(data, learned, options.out);
}

void two_answers_to_a_two(const nn::Options& options) {
  heading("Squared error and cross-entropy of one answer");
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
  draw_loss_shapes(options.out);
}

void losses_of_the_notes() {
  heading("Hinge loss: the right class shall lead by 1");
  print_hinge();
  heading("L2 loss with sample weights");
  print_sample_weights();
  heading("The library's losses on the three images above");
  print_agreements();
}

void softmax_overflows() {
  heading("Softmax, naive and shifted");
  print_softmax({1010, 1000, 990});
  print_softmax({100, 90, 80});
  const arma::vec s{0, -800};
  fmt::print(
      "  scores 0 and -800: log softmax of the second\n"
      "    log(softmax)    {:>6.0f}\n    s - log_sum_exp {:6.0f}\n",
      std::log(softmax(s)(1)), log_softmax(s)(1));
  heading("From scores to probabilities to a loss");
  print_score_to_probability();
}

void sigmoid_is_still_used() {
  heading("Sigmoid is not dead: it answers yes-or-no questions");
  fmt::print(
      "      z   sigmoid(z)   softmax(z, 0)   loss if no: formula     safe\n");
  for (double z : {-2.0, 0.0, 3.0, 40.0, 1000.0})
    fmt::print("  {:5.0f} {:12.6f} {:15.6f} {:>22.6f} {:8.3f}\n", z, sigmoid(z),
               softmax(arma::vec{z, 0})(0), binary_cross_entropy_naive(z, 0),
               binary_cross_entropy(z, 0));
}

void wrong_and_sure(const nn::Options& options) {
  heading("Wrong and sure of it: which loss finds the way back?");
  print_recovery();
  draw_recovery(options.out);
}

void accuracy_is_no_loss(const nn::Options& options) {
  heading("Why accuracy cannot be the loss");
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

void same_loss_two_models(const nn::Options& options) {
  heading("The same loss, and not the same model");
  const Twins both = twins(options.seed);
  const arma::rowvec between = arma::linspace<arma::rowvec>(-0.95, 0.95, 1001);
  fmt::print("               loss at 9 points   loss between   sum w^2\n");
  for (auto [name, w] :
       {std::pair{"least weights", both.smooth}, {"large weights", both.wild}})
    fmt::print("  {:13} {:13.6f} {:16.4f} {:9.3f}\n", name,
               polynomial_loss(w, both.x), polynomial_loss(w, between),
               arma::dot(w, w));
  draw_twins(both, options.out);
  fmt::print(
      "\n  weights                score of 1 1 1 1   sum w^2   sum |w|\n");
  for (const arma::rowvec& w : {one_pixel(), four_quarters()})
    fmt::print(" {} {:11.2f} {:9.2f} {:9.2f}\n", numbers(w, 2, 5),
               arma::accu(w), arma::dot(w, w), arma::accu(arma::abs(w)));
  heading("Four pictures of one loss (Anscombe's quartet)");
  print_quartet();
  draw_quartet(options.out);
}

void zeros_of_l1(const nn::Options& options) {
  heading("Which penalty gives zeros? L1, not L2 as the notes have it");
  const SparseTask task = sparse_task(options.seed);
  print_zeros(task);
  draw_penalties(options.out);
  draw_paths(task, options.out);
}

void least_squares(const nn::Options& options) {
  heading("Linear regression: a formula and a descent, one line");
  const Points data = quartet()[0];
  const arma::mat x = with_ones(data.x);
  const auto show = [](const char* name, const arma::rowvec& line) {
    fmt::print("  {:30} y = {:.6f} x + {:.6f}\n", name, line(0), line(1));
  };
  show("normal equations", by_normal_equations(x, data.y));
  show("QR", by_qr(x, data.y));
  for (int steps : {10, 1000, 10000})
    show(fmt::format("{} steps, rate 0.01", steps).c_str(),
         by_descent(x, data.y, 0.01, steps));
  heading("An outlier pulls the square, not the absolute value");
  const Points off = quartet()[2];
  show("squared error", by_qr(with_ones(off.x), off.y));
  show("Huber, delta 0.5", by_huber(off, 0.5));
  show("absolute error", by_least_absolute(off));
  Points rest = off;
  rest.x.shed_col(2);
  rest.y.shed_col(2);
  show("squared, without the outlier", by_qr(with_ones(rest.x), rest.y));
  draw_outlier(off, options.out);
}

void logistic_regression(const nn::Options& options) {
  heading("Logistic regression: who passes the exam?");
  const Students data = students();
  const LogisticFit fit = fit_logistic(data);
  arma::vec slopes;
  const double loss = logistic_of_library(data, fit.w, fit.b, slopes);
  fmt::print("  p(pass) = sigmoid({:.4f} hours - {:.4f}), {} steps\n", fit.w,
             -fit.b, fit.steps);
  fmt::print("  loss {:.6f}, library {:.6f}, its slopes there {}\n",
             logistic_loss(data.hours, data.passed, fit.w, fit.b), loss,
             arma::abs(slopes).max() < 1e-9 ? "< 1e-9" : "not 0");
  fmt::print("  hours  {}\n  p(pass){}\n", numbers(arma::vec{1, 2, 3, 4, 5}, 0),
             numbers(probabilities({1, 2, 3, 4, 5}, fit.w, fit.b), 2));
  const Students three = two_valleys();
  const auto least = [&](auto f) {
    return least_curvature(
        [&](double w) { return f(three.hours, three.passed, w, 0); }, -3, 6);
  };
  fmt::print(
      "  Three samples, one weight from -3 to 6: least second derivative\n"
      "    cross-entropy {:8.4f}   convex\n"
      "    squared error {:8.4f}   not convex: two valleys\n",
      least(logistic_loss), least(squared_sigmoid_loss));
  draw_convexity(options.out);
}

void try_every_weight(const nn::Options& options) {
  heading("y = w x by trying every weight from 0.0 to 4.0");
  const Search search = exhaustive_search();
  fmt::print("       w        MSE\n");
  for (arma::uword i : {0, 10, 18, 19, 20, 21, 22, 30, 40})
    fmt::print("  {:6.1f} {:10.6f}{}\n", search.w(i), search.mse(i),
               i == search.best ? "   <- least of 41" : "");
  fmt::print("  between the 41: w = {:.6f}, MSE {:.6f}\n", best_weight(),
             mse_of_weight(best_weight()));
  fmt::print("  weights   losses to compute, 41 values each\n");
  for (double weights : {1.0, 2.0, 5.0, 10.0, 7850.0})
    fmt::print("  {:7.0f}   10^{:.1f}\n", weights, log10_of_losses(weights));
  draw_search(search, options.out);
}

void ten_templates(const ImageSets& sets, const nn::Options& options) {
  heading("Ten templates from real images, four losses");
  const auto runs = learn_templates(sets, options.seed, options.smoke ? 1 : 10);
  draw_templates(runs, sets.train, options.out);
  heading("The loss of a mini-batch");
  const arma::vec losses = losses_of_images(runs[0].templates, sets.test);
  print_batches(losses, options.seed);
  const Templates zero = zero_templates(sets.test.pixels.n_rows);
  fmt::print("  with all weights 0: {:.6f} = ln 10\n",
             arma::mean(losses_of_images(zero, sets.test)));
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "04_loss",
      "Losses: from the scores of an image to one number that training makes "
      "small. Softmax and its overflow, cross-entropy, hinge and squared "
      "error, why accuracy cannot be the loss, penalties, and regression.");
  return program.run(argc, argv, [](const nn::Options& options) {
    const auto sets =
        load_sets(options.smoke ? 2000 : 60000, options.smoke ? 1000 : 10000);
    four_pixels_three_classes();
    if (sets) scores_of_an_image(*sets, options);
    two_answers_to_a_two(options);
    losses_of_the_notes();
    softmax_overflows();
    sigmoid_is_still_used();
    wrong_and_sure(options);
    accuracy_is_no_loss(options);
    same_loss_two_models(options);
    zeros_of_l1(options);
    least_squares(options);
    logistic_regression(options);
    try_every_weight(options);
    if (sets) ten_templates(*sets, options);
    fmt::print("\nFigures: {}/*.svg, *.png\n", options.out.string());
  });
}
