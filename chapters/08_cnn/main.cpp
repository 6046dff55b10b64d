// Chapter 08. Convolution: networks that know what an image is. (10 s)
//
// Row by row: a sliding kernel, pooling, one matrix product, gradients, edges,
// why not flatten, receptive fields, and how to make it fast.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_by_hand.hpp"
#include "steps_edges.hpp"
#include "steps_fields.hpp"
#include "steps_networks.hpp"
#include "steps_product.hpp"
#include "steps_shifts.hpp"

using namespace chapter08;

int main(int argc, char** argv) {
  nn::Program program(
      "08_cnn",
      "Convolution and pooling by hand, as a matrix product and from the "
      "library; kernels that find edges and kernels that are learned; what a "
      "convolutional network knows about images that a fully connected one "
      "does not; two 3x3 kernels for one 5x5; and how to make it fast.");
  bool longer = false;
  program.flag("--long", longer,
               "only train the networks, for 30 epochs (5 minutes)");
  return program.run(argc, argv, [&](const nn::Options& options) {
    const auto images = find_images(options);
    if (longer && images) return train_longer(*images, options);
    not_flattened();
    a_kernel_slides();
    padding_and_stride();
    several_channels();
    pooling();
    maps_that_move_along(options);
    if (images) {
      maps_that_stay(*images, options);
      edges(*images, options);
      a_kernel_is_learned(*images, options);
    }
    one_matrix_product(options);
    backward_by_hand(options);
    shapes_of_lenet(options);
    two_small_for_one_large(options);
    if (images) {
      Networks networks = train_networks(*images, options);
      pixels_in_another_order(networks, *images, options);
      moved_and_blurred(networks, *images, options);
      what_was_learned(networks, *images, options);
    }
    how_fast(options);
    fmt::print("\nFigures: {}/*.svg, *.png\n", options.out.string());
  });
}
