// Winograd's convolution of nn::Cpu matches plain loops bit for bit, and what
// the backend computes in one pass matches the same done step by step.
#include "canonical_problem.hpp"

namespace canonical {
namespace {

constexpr std::size_t few_workers[] = {1, 3};
constexpr std::size_t worker_counts[] = {1, 2, 3, 5, 7, 16, 20};

void check_shape(const WindowedShape& shape, std::size_t samples) {
  BOOST_TEST_REQUIRE(is_winograd(shape));
  const std::size_t sizes[] = {samples};
  check_convolution(shape, sizes, few_workers);
}

/// By nn::Cpu: the convolution alone, then the ReLU, then the pooling.
Results step_by_step(const Problem& p, Behind behind) {
  Cpu::Convolution convolution(p.shape);
  convolution.reserve(1);
  const WindowedShape pool =
      nn::slide({2, 2, 0}, p.shape.out, p.shape.out.channels);
  Results alone = unwritten_results(p, {}), r = unwritten_results(p, behind);
  run_forward(convolution, p, {}, 1, alone);
  Matrix before_pool = alone.y, dz = alone.y;
  if (behind.relu) Cpu::relu(alone.y, before_pool);
  if (behind.pool)
    Cpu::max_pool(pool, before_pool, r.y, r.argmax.data());
  else
    r.y = before_pool;
  Problem back = p;
  if (behind.pool)
    Cpu::max_pool_gradient(pool, p.dy_pooled, r.argmax.data(), back.dy);
  if (behind.relu) Cpu::relu_gradient(before_pool, back.dy, back.dy);
  run_backward(convolution, back, {}, 1, true, alone);
  r.dW = alone.dW, r.db = alone.db, r.dx = alone.dx;
  return r;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(winograd_shapes, Fresh) {
  for (std::size_t padding : {0, 1, 2})
    for (std::size_t side : {3, 4, 5, 6, 9})
      check_shape(windows(16, 16, {3, 1, padding}, side, side + padding), 2);
  for (std::size_t channels : {32, 48, 64, 80})
    check_shape(windows(16, channels, {3, 1, 1}, 5, 4), 1);
  for (std::size_t channels : {32, 48, 64, 80})
    check_shape(windows(channels, 16, {3, 1, 1}, 5, 4), 1);
}

// Several chunks of tiles, a last one of fewer rows.
BOOST_FIXTURE_TEST_CASE(winograd_on_larger_images, Fresh) {
  check_shape(windows(16, 16, {3, 1, 1}, 13, 12), 1);
  check_shape(windows(16, 32, {3, 1, 0}, 15, 40), 1);
  check_shape(windows(16, 16, {3, 1, 2}, 28, 27), 1);
}

BOOST_FIXTURE_TEST_CASE(winograd_on_batches_of_any_size, Fresh) {
  check_convolution(windows(16, 16, {3, 1, 1}, 3, 4), batch_sizes,
                    worker_counts);
}

BOOST_FIXTURE_TEST_CASE(winograd_on_the_smallest_numbers, Fresh) {
  constexpr std::size_t sizes[] = {2, 17};
  check_convolution(windows(16, 16, {3, 1, 1}, 4, 5), sizes, few_workers,
                    smallest);
}

BOOST_FIXTURE_TEST_CASE(in_one_pass_as_step_by_step, Fresh) {
  for (const auto& shape :
       {windows(16, 32, {3, 1, 1}, 6, 7), windows(1, 16, {3, 1, 0}, 8, 9),
        windows(3, 16, {5, 1, 2}, 6, 6), windows(3, 20, {3, 1, 1}, 7, 8),
        windows(2, 16, {3, 2, 1}, 9, 9)})
    for (const Behind behind : all_behind)
      for (std::size_t n : {1, 5, 33})
        BOOST_TEST_CONTEXT(shape.in.channels << " -> " << shape.out.channels
                                             << ", " << n << " samples"
                                             << (behind.relu ? ", ReLU" : "")
                                             << (behind.pool ? ", pool" : "")) {
          const Problem p(shape, n, normal);
          const Results right = step_by_step(p, behind);
          Cpu::Convolution convolution(shape);
          convolution.reserve(2);
          Results found = unwritten_results(p, behind);
          run_forward(convolution, p, behind, 2, found);
          run_backward(convolution, p, behind, 2, true, found);
          check_same(found, right, true);
        }
}

}  // namespace canonical
