// Chapter 00. Armadillo for this book: matrices, views, masks, images. (1 s)
//
// Each step shows something that the other chapters do all the time.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_elements.hpp"
#include "steps_images.hpp"
#include "steps_views.hpp"

using namespace chapter00;

int main(int argc, char** argv) {
  nn::Program program(
      "00_armadillo",
      "Armadillo for this book: how matrices lie in memory, elements, "
      "broadcasting, masks, views, formulas that wait, and images.");
  return program.run(argc, argv, [](const nn::Options& options) {
    memory(options);
    elements();
    broadcasting();
    masks();
    views();
    lazy();
    images(options);
    mistakes();
    fmt::print("\nFigures: {0}/images.png, {0}/marks.svg\n",
               options.out.string());
  });
}
