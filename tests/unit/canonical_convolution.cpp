// The direct convolutions of nn::Cpu match plain loops bit for bit: any shape,
// any batch, any number of workers.
#include "canonical_problem.hpp"

namespace canonical {
namespace {

constexpr std::size_t few_workers[] = {1, 2, 3};
constexpr std::size_t worker_counts[] = {1, 2, 3, 5, 7, 16, 20};

std::size_t between(std::size_t least, std::size_t most) {
  return least +
         random_numbers.integer(static_cast<std::uint32_t>(most - least + 1));
}

void check_shape(const WindowedShape& shape, std::size_t samples) {
  const std::size_t sizes[] = {samples};
  check_convolution(shape, sizes, few_workers);
}

}  // namespace

// With any number of channels, and with whole vectors of them.
BOOST_FIXTURE_TEST_CASE(windows_of_all_kinds, Fresh) {
  for (std::size_t kernel = 1; kernel <= 5; ++kernel)
    for (std::size_t stride = 1; stride <= 3; ++stride)
      for (std::size_t padding = 0; padding <= 3; ++padding)
        for (std::size_t channels : {between(1, 40), 16 * between(1, 2)}) {
          const std::size_t height = between(5, 9), width = between(5, 9);
          check_shape(windows(between(1, 40), channels,
                              {kernel, stride, padding}, height, width),
                      2);
        }
}

BOOST_FIXTURE_TEST_CASE(any_number_of_channels, Fresh) {
  for (std::size_t channels = 1; channels <= 40; ++channels) {
    check_shape(windows(3, channels, {3, 1, 1}, 4, 5), 2);
    check_shape(windows(channels, 2, {2, 1, 0}, 4, 4), 2);
  }
  check_shape(windows(5, 130, {1, 1, 0}, 3, 3), 3);
}

// Rows of one block of pixels and of several, odd ends.
BOOST_FIXTURE_TEST_CASE(images_of_any_width, Fresh) {
  for (std::size_t width = 1; width <= 34; ++width)
    check_shape(windows(2, 17, {3, 1, 1}, 1 + width % 4, width), 1);
}

BOOST_FIXTURE_TEST_CASE(gray_images, Fresh) {
  for (std::size_t channels : {1, 4, 8, 12, 16, 20, 32, 64})
    for (std::size_t padding : {0, 1, 2})
      for (std::size_t side : {4, 5, 9})
        check_shape(windows(1, channels, {3, 1, padding}, side, side + padding),
                    2);
  check_shape(windows(1, 16, {3, 1, 1}, 28, 28), 2);
}

BOOST_FIXTURE_TEST_CASE(batches_of_any_size, Fresh) {
  for (const auto& shape :
       {windows(3, 5, {3, 1, 1}, 4, 5), windows(1, 16, {3, 1, 0}, 5, 6),
        windows(2, 18, {3, 2, 1}, 5, 5)})
    check_convolution(shape, batch_sizes, worker_counts);
}

BOOST_FIXTURE_TEST_CASE(the_smallest_numbers, Fresh) {
  constexpr std::size_t sizes[] = {2, 16};
  for (const auto& shape :
       {windows(3, 20, {3, 1, 1}, 5, 6), windows(1, 16, {3, 1, 1}, 6, 6),
        windows(2, 5, {2, 2, 0}, 7, 7)})
    check_convolution(shape, sizes, few_workers, smallest);
}

// For most channels all products become -0, and so do their sums. An empty part
// is +0, and so is its sum with -0.
BOOST_FIXTURE_TEST_CASE(sums_of_negative_zeros, Fresh) {
  const WindowedShape shape = windows(3, 20, {3, 1, 1}, 4, 5);
  Cpu::Convolution convolution(shape);
  convolution.reserve(3);
  for (std::size_t n : {1, 5, 15, 16, 17}) {
    Problem p(shape, n, normal);
    p.x.fill(0x1p-80f);
    for (std::size_t i = 0; i < p.dy.n_elem; ++i)
      if (i % shape.out.channels > 0) p.dy(i) = -0x1p-80f;
    check_problem(convolution, p, {}, few_workers);
  }
}

}  // namespace canonical
