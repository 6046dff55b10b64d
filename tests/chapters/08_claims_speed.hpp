/// What chapter 8 concludes about time, with margins for busy machines.
#pragma once

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"

#include "08_cnn/examples.hpp"
#include "08_cnn/speed.hpp"
#include "08_tools.hpp"

namespace chapter08 {

/// Seconds for `work` in some of the chapter's ways.
struct Times {
  double as_said, channels_last, product, registers;
};

inline Times measured(const Work& work) {
  nn::Random random(1);
  const Image one = random_image(work.input, random);
  const Filters filters = random_filters(16, work.filters, 3, random);
  arma::fmat W(work.filters, 144), x(work.input.features(), work.images);
  for (arma::fmat* m : {&W, &x})
    m->imbue([&] { return float(random.normal()); });
  arma::fmat y(work.output().features(), work.images);
  const auto direct = layer_of<nn::Cpu>(work, W);
  const auto product = layer_of<nn::Reference<float>>(work, W);
  const int threads = nn::Cpu::threads();
  nn::Cpu::set_threads(1);
  Image answer;
  const Times times{
      double(work.images) *
          shortest(5, [&] { answer = convolve(one, filters, work.window); }),
      shortest(5, [&] { convolve_by_loops(work, W, x, y); }),
      shortest(5, [&] { product->forward(x); }),
      shortest(20, [&] { direct->forward(x); })};
  nn::Cpu::set_threads(threads);
  return times;
}

// The book's machine measures 8, 4 and 3 from one to the next, on one core.
// `registers` is the library's layer: for this shape it saves multiplications,
// too (Winograd).
BOOST_AUTO_TEST_CASE(the_fast_convolution_is_many_times_faster) {
  const Times times = measured({.images = 10});
  BOOST_TEST(times.channels_last < 0.7 * times.as_said);
  BOOST_TEST(times.product < 0.7 * times.channels_last);
  BOOST_TEST(times.registers < 0.7 * times.product);
  BOOST_TEST(times.registers < 0.1 * times.as_said);
}

}  // namespace chapter08
