// Chapter 05. Gradient descent: downhill by derivatives. (10 s)
//
// Row by row: derivatives by differences, the gradient, the descent and its
// learning rate, starts, saddles, and what batches and noise do to it.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_derivatives.hpp"
#include "steps_descent.hpp"
#include "steps_images.hpp"
#include "steps_minima.hpp"
#include "steps_noise.hpp"

using namespace chapter05;

int main(int argc, char** argv) {
  nn::Program program(
      "05_gradient_descent",
      "Gradient descent: derivatives from function values, the way downhill, "
      "how large a step may be, which minimum it finds, and what batches and "
      "their noise change.");
  return program.run(argc, argv, [](const nn::Options& options) {
    two_close_points(options);
    gradients_point_uphill(options);
    down_the_parabola(options);
    the_limit();
    many_minima(options);
    two_variables(options);
    map_of_all_starts(options);
    narrow_valley(options);
    against_exhaustive_search(options);
    zero_gradients(options);
    noise_leaves_a_saddle(options);
    three_ways(options);
    noise_floor(options);
    const Images fashion = real_images(options);
    noise_of_gradients(options, fashion);
    if (fashion) images_in_batches(options, *fashion);
    if (fashion) time_of_epochs(options, *fashion);
    moving_means(options, fashion);
    library_agrees(options);
    too_close();
    convex_promise(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
