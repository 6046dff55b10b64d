#include "steps_edges.hpp"

#include <cstddef>
#include <vector>

#include "nn/core/print.hpp"

#include "edges.hpp"
#include "learned_kernel.hpp"
#include "pictures.hpp"
#include "show/figures_kernels.hpp"

namespace chapter08 {

std::optional<nn::TrainTest> find_images(const nn::Options& options) {
  auto images = nn::load_images_or_explain("fashion-mnist");
  if (images) {
    images->train = first_images(images->train, options.smoke ? 400 : 10000);
    images->test = first_images(images->test, options.smoke ? 100 : 2000);
  }
  return images;
}

void edges(const nn::TrainTest& images, const nn::Options& options) {
  nn::heading("Edges: kernels made by hand");
  fmt::print("  kernel     sum   weights, row by row\n");
  for (const NamedKernel& kernel : named_kernels())
    fmt::print("  {:<8} {:5.0f}  {}\n", kernel.name, arma::accu(kernel.weights),
               nn::numbers(kernel.weights.t(), 2, 5));
  const auto samples = one_of_each(images.test, {9, 1, 8, 3});
  draw_edges(images.test, samples, options.out);
  const arma::mat image = pixels_of(images.test, samples.front());
  const arma::mat strength = edge_strength(image);
  fmt::print(
      "  an image of {}: {} of {} pixels have an edge above 1\n",
      images.test.class_names[std::size_t(images.test.labels[samples.front()])],
      arma::accu(strength > 1), image.n_elem);
}

void a_kernel_is_learned(const nn::TrainTest& images,
                         const nn::Options& options) {
  nn::heading("A kernel learns to be Sobel x from 50 images");
  const std::vector<int> at = options.smoke
                                  ? std::vector<int>{0, 10}
                                  : std::vector<int>{0, 10, 100, 1000};
  const LearnedKernel log =
      learn_kernel(columns_of(images.train, 50), images.train.shape,
                   named_kernels()[0].weights, at, options.seed);
  fmt::print("  step       loss  weights, row by row\n");
  for (std::size_t i = 0; i < log.step.size(); ++i)
    fmt::print("  {:4} {:10.2e} {}\n", log.step[i], log.loss[i],
               nn::numbers(log.kernel[i].t(), 3, 6));
}

}  // namespace chapter08
