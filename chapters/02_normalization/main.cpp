// Chapter 02. Normalization: why features are scaled before training. (5 s)
//
// First flats with two features each, then images with 784 pixels each.
#include "nn/core/error.hpp"
#include "nn/program/program.hpp"

#include "figures.hpp"
#include "image_figures.hpp"
#include "image_report.hpp"
#include "report.hpp"

using namespace chapter02;

namespace {

void three_ways(const Flats& flats) {
  heading("Three ways to scale a feature");
  const arma::mat& x = flats.features;
  print_scaled(x, 4);
  const Scaling scaling = z_score(x);
  const arma::rowvec area = x.row(0);
  const arma::rowvec loop =
      z_score_loop(std::vector<double>(area.begin(), area.end()));
  fmt::print(
      "  z-score by a loop and by Armadillo: largest difference {:.0e}\n"
      "  scaled and back again:              largest difference {:.0e}\n",
      arma::abs(loop - scaling(x).row(0)).max(),
      arma::abs(scaling.undo(scaling(x)) - x).max());
  fmt::print(
      "  In [0, 1], but no probabilities: those of flat 2 add up to {:.2f}\n",
      arma::accu(to_unit_interval(x)(x).col(2)));
}

void units(const Flats& flats) {
  heading("Units: who is my neighbor?");
  print_neighbors(flats.features);
}

void zig_zag(const nn::Options& options, const Flats& flats) {
  heading("Two weights: the zig-zag, and the round bowl");
  print_descent_header();
  for (const auto& [name, problem] :
       {Named{"area and age, centered", centerd_problem(flats)},
        Named{"z-score", z_score_problem(flats)}})
    print_descent(name, problem, {.minimum = problem.loss(problem.best())});
  draw_descent(flats, options.out);
  draw_condition(options.out, options.smoke ? 64 : 4096);
}

void largest_rate(const Flats& flats) {
  heading("The largest rate: 2 / the largest curvature");
  const LeastSquares problem = z_score_problem(flats);
  print_rates(problem, problem.loss(problem.best()));
}

void count_steps(const nn::Options& options, const Flats& flats) {
  heading("Two weights and a bias: steps to a millionth of the excess loss");
  print_descent_header();
  for (const auto& [name, problem] : problems(flats))
    print_descent(name, problem,
                  {.minimum = least_loss(flats),
                   .most = options.smoke ? 10'000 : 2'000'000});
}

void saturation(const nn::Options& options, const Flats& flats) {
  heading("Saturation: a hundred sigmoid neurons look at the flats");
  const Neurons raw = neurons_on(flats.features, 100, options.seed);
  const Neurons scaled =
      neurons_on(z_score(flats.features)(flats.features), 100, options.seed);
  fmt::print("  features                mean |sum|   mean slope   saturated\n");
  const auto row = [](const char* name, const Neurons& seen) {
    fmt::print("  {:22} {:11.2f} {:12.4f} {:10.1f}%\n", name,
               arma::mean(arma::vectorise(arma::abs(seen.sums))),
               arma::mean(arma::vectorise(seen.slope())),
               100 * seen.saturated());
  };
  row("square meters, years", raw);
  row("z-score", scaled);
  fmt::print("  nn::Linear and nn::Sigmoid: largest difference {:.0e}\n",
             arma::abs(scaled.by_hand - scaled.by_library).max());
  draw_saturation(raw, scaled, options.out);
}

void swallowed() {
  heading("Small values are swallowed: a sum of inhabitants and a share");
  print_swallowed();
}

void one_pass() {
  heading("The variance in one pass, far away from zero");
  print_variances();
}

void strange_features() {
  heading("A constant feature, and a typo");
  print_constant();
  print_outlier();
}

void training_statistics(const Flats& flats) {
  heading("Statistics come from the training samples, and only from them");
  print_own_statistics(flats);
}

/// The images, or nothing and a line that says why there are none.
std::optional<nn::TrainTest> images_if_any() {
  try {
    nn::TrainTest images = nn::load_images("");
    fmt::print("  {}\n", describe(images.train));
    return images;
  } catch (const nn::DataError& error) {
    fmt::print("  The steps with images are left out: {}\n", error.what());
    return std::nullopt;
  }
}

void pixels(const nn::TrainTest& data) {
  print_moments(data.train);
  print_library(data.train, 100);
}

void prepare(const nn::Options& options, const nn::TrainTest& data,
             const Images& train, const Components& components) {
  heading("Images: center, scale, whiten");
  const nn::Shape shape = data.train.shape;
  fmt::print("  {} images of {}; {} of their pixels never change\n",
             train.x.n_cols, to_string(shape), constant_pixels(train.x));
  print_covariances(train.x, components, kept_components);
  draw_preparation(train.x, components, shape, options.out);
  draw_components(components, shape, options.out);
  draw_covariance(train.x, components, shape, options.out);
}

void train_linear(const nn::Options& options, const Images& train,
                  const Images& test, const Components& components) {
  heading("The same linear model on images prepared in five ways");
  const auto ways = preparations(train.x, components.first(kept_components));
  std::vector<double> rates;
  std::vector<Training> runs;
  for (const Preparation& way : ways) {
    const arma::mat x = way.apply(train.x), test_x = way.apply(test.x);
    rates.push_back(1 / largest_curvature(with_ones(x)));
    runs.push_back(trained_by_library({x, train.targets, test_x, test.labels},
                                      rates.back(), options.smoke ? 10 : 100));
  }
  print_training(ways, rates, runs);
  const arma::mat x = ways.back().apply(train.x);
  const arma::mat by_hand = trained_by_hand(x, train.targets, rates.back(),
                                            int(runs.back().loss.size()) - 1);
  fmt::print("  the last one by hand: weights differ by at most {:.0e}\n",
             arma::abs(by_hand - runs.back().weights).max());
  draw_training(ways, runs, options.out);
}

void fog(const nn::Options& options, const Images& train, const Images& test) {
  heading("Fog: what the test's own statistics hide");
  const FogTest seen = judge_in_fog(train, test, options.smoke ? 10 : 100);
  fmt::print(
      "  clear test images                              {:5.1f}%\n"
      "  in fog, scaled as in training                  {:5.1f}%\n"
      "  in fog, scaled by the foggy test's statistics  {:5.1f}%\n",
      100 * seen.clear, 100 * seen.honest, 100 * seen.flatter);
}

void images(const nn::Options& options) {
  heading("Images: the mean and the deviation of all pixels");
  const auto data = images_if_any();
  if (!data) return;
  pixels(*data);
  const std::size_t n = options.smoke ? 200 : 2000;
  const Images train = images_of(data->train, 0, n);
  const Images test = images_of(data->test, 0, n / 2);
  const Components components = components_of(train.x);
  prepare(options, *data, train, components);
  train_linear(options, train, test, components);
  fog(options, train, test);
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "02_normalization",
      "Normalization: [0, 1], [-1, 1] and z-scores; how many steps gradient "
      "descent takes before and after, known from the condition number; what "
      "rounding, constant features and outliers do; images centered, scaled "
      "and whitened.");
  return program.run(argc, argv, [](const nn::Options& options) {
    const Flats flats = make_flats(100, options.seed);
    three_ways(flats);
    units(flats);
    zig_zag(options, flats);
    largest_rate(flats);
    count_steps(options, flats);
    saturation(options, flats);
    swallowed();
    one_pass();
    strange_features();
    training_statistics(flats);
    images(options);
    fmt::print("\nFigures: {}/*.svg and *.png\n", options.out.string());
  });
}
