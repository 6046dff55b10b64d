// Every optimizer of nn::Cpu matches plain loops bit for bit, with and without
// clipping, penalties and decay, for any number of threads.
#include "canonical_optimizers.hpp"

#include "canonical_learning.hpp"
#include "canonical_tools.hpp"

namespace canonical {
namespace {

/// One step on the weights w and the optimizer's own vectors a, b.
struct Vectors {
  Matrix w, a, b;
};
using Step = void (*)(const Matrix& g, std::uint64_t t, const nn::StepExtras&,
                      Vectors& v);

struct Named {
  const char* name;
  Step step;
  bool keeps_squares = false;  // in a
};

/// Of nn::Cpu, or of plain loops.
template <class B>
const std::array<Named, 6> optimizers = {
    {{"sgd", [](auto& g, auto, auto& e, auto& v) { B::sgd(g, 0.1, v.w, e); }},
     {"momentum", [](auto& g, auto, auto& e,
                     auto& v) { B::momentum(g, 0.1, 0.9, v.a, v.w, e); }},
     {"nesterov", [](auto& g, auto, auto& e,
                     auto& v) { B::nesterov(g, 0.1, 0.9, v.a, v.w, e); }},
     {"adagrad",
      [](auto& g, auto, auto& e, auto& v) {
        B::adagrad(g, 0.01, 1e-10, v.a, v.w, e);
      },
      true},
     {"rmsprop",
      [](auto& g, auto, auto& e, auto& v) {
        B::rmsprop(g, 0.01, 0.9, 1e-8, v.a, v.w, e);
      },
      true},
     {"adam", [](auto& g, auto t, auto& e, auto& v) {
        B::adam(g, {.learning_rate = 0.01, .step = t}, v.a, v.b, v.w, e);
      }}}};

const nn::Range parts[] = {{0, 3}, {14, 16}, {16, 80}, {400, 490}};
const nn::StepExtras some_extras[] = {
    {},
    {.scale = 0.3},
    {.l2 = 0.1},
    {.l1 = 0.05},
    {.decay = 0.2},
    {.scale = 0.5, .l2 = 0.1, .l1 = 0.05, .decay = 0.2, .weights = parts}};

/// Some numbers are so small that what is kept of them fades.
Vectors random_vectors(std::size_t n, bool keeps_squares) {
  Vectors v = {normal(n, 1), normal(n, 1), arma::abs(normal(n, 1))};
  for (std::size_t i = 1; i < n; i += 3)
    for (float* x : {&v.a(i), &v.b(i)})
      *x = std::ldexp(*x, -110 + static_cast<int>(random_numbers.integer(20)));
  if (keeps_squares) v.a = arma::abs(v.a);
  if (n > 1) v.w(n / 2) = 0;
  return v;
}

void check(std::size_t which, std::size_t n, const nn::StepExtras& extras) {
  const auto& [name, step, keeps_squares] = optimizers<Cpu>[which];
  Vectors slow = random_vectors(n, keeps_squares), fast = slow;
  for (std::uint64_t t = 1; t <= 3; ++t) {
    Matrix g = faded(n, 1, 0, 90);
    for (std::size_t i = 5; i < n; i += 6)
      g(i) = 0;  // a weight that has no gradient
    optimizers<Optimizer>[which].step(g, t, extras, slow);
    step(g, t, extras, fast);
  }
  BOOST_TEST_CONTEXT(name << ", " << n << " numbers") {
    check_same(fast.w, slow.w, "w");
    check_same(fast.a, slow.a, "first vector");
    check_same(fast.b, slow.b, "second vector");
  }
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(optimizers_with_all_extras, Fresh) {
  for (int threads : thread_counts) {
    Cpu::set_threads(threads);
    for (std::size_t which = 0; which < optimizers<Cpu>.size(); ++which)
      for (const nn::StepExtras& extras : some_extras)
        for (std::size_t n : {1, 2, 15, 16, 17, 33, 501})
          check(which, n, extras);
  }
}

BOOST_FIXTURE_TEST_CASE(norms_and_means, Fresh) {
  for (std::size_t n : {1, 15, 16, 17, 255, 256, 1000, 5003}) {
    const Matrix x = normal(n, 1), start = normal(n, 1);
    Matrix slow = start;
    Optimizer::moving_average(x, 0.9, slow);
    for (int threads : thread_counts)
      BOOST_TEST_CONTEXT(n << " numbers, " << threads << " threads") {
        Cpu::set_threads(threads);
        check_same(Cpu::squared_norm(x), squared_norm(x), "norm");
        Matrix fast = start;
        Cpu::moving_average(x, 0.9, fast);
        check_same(fast, slow, "average");
      }
  }
}

}  // namespace canonical
