// Chapter 02. Normalization: why features are scaled before training. (5 s)
//
// First flats with two features each, then images with 784 pixels each.
#include "nn/program/program.hpp"

#include "steps_axes.hpp"
#include "steps_descent.hpp"
#include "steps_flats.hpp"
#include "steps_on_images.hpp"
#include "steps_rounding.hpp"

using namespace chapter02;

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
    steps_by_condition(options);
    count_steps(options, flats);
    saturation(options, flats);
    swallowed();
    one_pass();
    strange_features();
    training_statistics(flats);
    const auto images = find_images(options);
    if (images) mean_and_deviation(*images);
    axes_of_a_cloud(options, flats);
    if (images) {
      prepare(options, *images);
      train_linear(options, *images);
      fog(options, *images);
    }
    fmt::print("\nFigures: {}/*.svg and *.png\n", options.out.string());
  });
}
