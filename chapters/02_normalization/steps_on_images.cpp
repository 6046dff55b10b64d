#include "steps_on_images.hpp"

#include "nn/core/print.hpp"

#include "flats.hpp"
#include "leak.hpp"
#include "library.hpp"
#include "preparations.hpp"
#include "show/figures_images.hpp"
#include "show/report_images.hpp"

namespace chapter02 {

std::optional<ImageSets> find_images(const nn::Options& options) {
  auto data = nn::load_images_or_explain("fashion-mnist");
  if (!data) return std::nullopt;
  const std::size_t n = options.smoke ? 200 : 2000;
  Images train = images_of(data->train, 0, n);
  Images test = images_of(data->test, 0, n / 2);
  Components components = components_of(train.x);
  return ImageSets{std::move(*data), std::move(train), std::move(test),
                   std::move(components)};
}

void mean_and_deviation(const ImageSets& images) {
  nn::heading("Images: the mean and the deviation of all pixels");
  const nn::Dataset& data = images.data.train;
  fmt::print("  {}\n", nn::describe(data));
  print_moments(data);
  print_library(data, 100);
}

void prepare(const nn::Options& options, const ImageSets& images) {
  nn::heading("Images: center, scale, whiten");
  const arma::mat& x = images.train.x;
  const nn::Shape shape = images.data.train.shape;
  fmt::print("  {} images of {}; {} of their pixels never change\n", x.n_cols,
             to_string(shape), constant_pixels(x));
  print_covariances(x, images.components, kept_components);
  draw_preparation(x, images.components, shape, options.out);
  draw_components(images.components, shape, options.out);
  draw_covariance(x, images.components, shape, options.out);
}

void train_linear(const nn::Options& options, const ImageSets& images) {
  nn::heading("The same linear model on images prepared in five ways");
  const Images &train = images.train, &test = images.test;
  const auto ways =
      preparations(train.x, images.components.first(kept_components));
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

void fog(const nn::Options& options, const ImageSets& images) {
  nn::heading("Fog: what the test's own statistics hide");
  const FogTest seen =
      judge_in_fog(images.train, images.test, options.smoke ? 10 : 100);
  fmt::print(
      "  clear test images                              {:5.1f}%\n"
      "  in fog, scaled as in training                  {:5.1f}%\n"
      "  in fog, scaled by the foggy test's statistics  {:5.1f}%\n",
      100 * seen.clear, 100 * seen.honest, 100 * seen.flatter);
}

}  // namespace chapter02
