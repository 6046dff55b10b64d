// Chapter 10. CUDA: the same formulas on a graphics processor. (3 s)
//
// No GPU is needed: the kernels are compiled for the CPU and every access to
// memory is counted. One thread per number, queues of work, a matrix product in
// four versions, softmax in two, a sum in three, and a missing barrier.
#include "nn/core/print.hpp"

#include "steps.hpp"

using namespace chapter10;

int main(int argc, char** argv) {
  nn::Program program(
      "10_cuda",
      "CUDA kernels, run on the CPU: what threads, blocks and warps are; "
      "matrix product, softmax and sum in numbered versions, each checked "
      "against the formula and its memory traffic counted; and how a missing "
      "barrier is found.");
  return program.run(argc, argv, [](const nn::Options& options) {
    one_thread_one_number();
    work_that_is_queued();
    matrix_product(options);
    softmax(options);
    sums(options);
    a_barrier_is_missing(options);
    fmt::print("\nFigure: {}/product.svg\n", options.out.string());
  });
}
