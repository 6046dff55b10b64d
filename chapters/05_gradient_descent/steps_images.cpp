#include "steps_images.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "images.hpp"
#include "noise.hpp"
#include "show/figures_images.hpp"
#include "show/report_images.hpp"
#include "show/report_library.hpp"

namespace chapter05 {
namespace {

/// The training images that this chapter uses.
ImageTask task_of(const nn::TrainTest& fashion, const nn::Options& options) {
  return {fashion.train, std::size_t(options.smoke ? 600 : 20000),
          options.seed};
}

}  // namespace

Images real_images(const nn::Options& options) {
  nn::heading("Real images");
  Images fashion = nn::load_images_or_explain("fashion-mnist");
  if (fashion)
    fmt::print("  {}; the first {}\n", nn::describe(fashion->train),
               task_of(*fashion, options).count());
  return fashion;
}

void noise_of_gradients(const nn::Options& options, const Images& fashion) {
  nn::heading("The noise of a gradient: four times the batch, half the noise");
  const arma::vec sizes{1, 4, 16, 64, 256};
  const int trials = options.smoke ? 20 : 100;
  const Samples samples = the_line(options.seed);
  nn::Random random(options.seed, nn::Stream::general, 5);
  arma::vec line = sizes, of_images;
  for (double& size : line)
    size = gradient_noise(samples, line_start, std::size_t(size), 10 * trials,
                          random);
  if (fashion) {
    const ImageTask images = task_of(*fashion, options);
    of_images = sizes;
    for (double& size : of_images)
      size = images.gradient_noise(std::size_t(size), trials);
  }
  print_gradient_noise(sizes, line, of_images);
  draw_gradient_noise(options.out, sizes, line, of_images);
}

void images_in_batches(const nn::Options& options,
                       const nn::TrainTest& fashion) {
  nn::heading("Fashion-MNIST: one layer, three batch sizes");
  const ImageTask images = task_of(fashion, options);
  const int epochs = options.smoke ? 1 : 10;
  const std::size_t all = images.count();
  const std::vector<std::pair<std::string, Training>> runs{
      {"1 a step | 每步 1 个", images.train(0.001, 1, epochs)},
      {"32 a step | 每步 32 个", images.train(0.01, 32, epochs)},
      {"all, rate 0.05 | 全部，学习率 0.05",
       images.train(0.05, all, 5 * epochs)},
      {"all, rate 0.1 | 全部，学习率 0.1", images.train(0.1, all, 3 * epochs)}};
  print_loss_by_samples(runs);
  draw_images(options.out, runs);
}

void time_of_epochs(const nn::Options& options, const nn::TrainTest& fashion) {
  nn::heading("What an epoch costs: small batches keep processors waiting");
  const ImageTask images = task_of(fashion, options);
  print_seconds(images, {1, 8, 32, 256, images.count()});
}

void moving_means(const nn::Options& options, const Images& fashion) {
  nn::heading("A noisy loss made readable: the exponentially weighted mean");
  print_first_means(0.95);
  if (!fashion) return;
  const arma::vec losses =
      task_of(*fashion, options).train(0.01, 32, 1).step_loss;
  const arma::uword shown = std::min<arma::uword>(losses.n_elem, 300);
  draw_smoothed(options.out, losses.head(shown), 0.95);
}

void library_agrees(const nn::Options& options) {
  nn::heading("The same from the library");
  fmt::print("  largest difference to our own code\n");
  print_library_descent();
  print_library_batches(the_line(options.seed), line_start);
  print_library_training(options.seed);
  print_library_check(options.seed);
}

}  // namespace chapter05
