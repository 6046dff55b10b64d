/// The steps that use real images, if there are any.
#pragma once

#include "nn/program/program.hpp"

#include "figures_noise.hpp"
#include "report_noise.hpp"

namespace chapter05 {

using nn::heading;

using Images = std::optional<ImageTask>;

inline void say_no_images() {
  fmt::print("  Left out: there are no images.\n");
}

inline void images_in_batches(const nn::Options& options,
                              const Images& images) {
  heading("Fashion-MNIST: one layer, three batch sizes");
  if (!images) return say_no_images();
  const int epochs = options.smoke ? 1 : 10;
  const std::size_t all = images->count();
  const std::vector<std::pair<std::string, Training>> runs{
      {"1 a step | 每步 1 个", images->train(0.001, 1, epochs)},
      {"32 a step | 每步 32 个", images->train(0.01, 32, epochs)},
      {"all, rate 0.05 | 全部，学习率 0.05",
       images->train(0.05, all, 5 * epochs)},
      {"all, rate 0.1 | 全部，学习率 0.1",
       images->train(0.1, all, 3 * epochs)}};
  print_loss_by_samples(runs);
  draw_images(options.out, runs);
}

inline void time_of_epochs(const Images& images) {
  heading("What an epoch costs: small batches keep processors waiting");
  if (!images) return say_no_images();
  print_seconds(*images, {1, 8, 32, 256, images->count()});
}

inline void noise_of_gradients(const nn::Options& options,
                               const Images& images) {
  heading("The noise of a gradient: four times the batch, half the noise");
  const arma::vec sizes{1, 4, 16, 64, 256};
  const int trials = options.smoke ? 20 : 100;
  const Samples samples = the_line(options.seed);
  nn::Random random(options.seed, nn::Stream::general, 5);
  arma::vec line = sizes, of_images;
  for (double& size : line)
    size = gradient_noise(samples, line_start, std::size_t(size), 10 * trials,
                          random);
  if (images) {
    of_images = sizes;
    for (double& size : of_images)
      size = images->gradient_noise(std::size_t(size), trials);
  }
  print_gradient_noise(sizes, line, of_images);
  draw_gradient_noise(options.out, sizes, line, of_images);
}

inline void moving_means(const nn::Options& options, const Images& images) {
  heading("A noisy loss made readable: the exponentially weighted mean");
  print_first_means(0.95);
  if (!images) return say_no_images();
  const arma::vec losses = images->train(0.01, 32, 1).step_loss;
  const arma::uword shown = std::min<arma::uword>(losses.n_elem, 300);
  draw_smoothed(options.out, losses.head(shown), 0.95);
}

inline void with_images(const nn::Options& options) {
  heading("Real images");
  const auto fashion = load_fashion();
  Images images;
  if (fashion) {
    images.emplace(fashion->train, options.smoke ? 600 : 20000, options.seed);
    fmt::print("  {}; the first {}\n", nn::describe(fashion->train),
               images->count());
  }
  images_in_batches(options, images);
  time_of_epochs(images);
  noise_of_gradients(options, images);
  moving_means(options, images);
}

}  // namespace chapter05
