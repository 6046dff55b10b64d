// Every optimizer of a fast backend against Reference<float>, with and without
// clipping, penalties and decay, for any number of threads.
#include "backend_tools.hpp"

namespace {

/// One step of optimizer B on its vectors a, b and the weights w.
template <class B>
using Step = void (*)(const fmat& g, std::uint64_t t, const nn::StepExtras&,
                      fmat& a, fmat& b, fmat& w);

template <class B>
const std::vector<std::pair<const char*, Step<B>>>& optimizers() {
  using Extras = nn::StepExtras;
  static const std::vector<std::pair<const char*, Step<B>>> all = {
      {"sgd", [](const fmat& g, std::uint64_t, const Extras& e, fmat&, fmat&,
                 fmat& w) { B::sgd(g, 0.1, w, e); }},
      {"momentum", [](const fmat& g, std::uint64_t, const Extras& e, fmat& v,
                      fmat&, fmat& w) { B::momentum(g, 0.1, 0.9, v, w, e); }},
      {"nesterov", [](const fmat& g, std::uint64_t, const Extras& e, fmat& v,
                      fmat&, fmat& w) { B::nesterov(g, 0.1, 0.9, v, w, e); }},
      {"adagrad", [](const fmat& g, std::uint64_t, const Extras& e, fmat& s,
                     fmat&, fmat& w) { B::adagrad(g, 0.01, 1e-10, s, w, e); }},
      {"rmsprop",
       [](const fmat& g, std::uint64_t, const Extras& e, fmat& s, fmat&,
          fmat& w) { B::rmsprop(g, 0.01, 0.9, 1e-8, s, w, e); }},
      {"adam", [](const fmat& g, std::uint64_t t, const Extras& e, fmat& m,
                  fmat& v, fmat& w) {
         B::adam(g, {.learning_rate = 0.01, .step = t}, m, v, w, e);
       }}};
  return all;
}

const nn::Range parts[] = {{0, 3}, {14, 16}, {16, 800}, {4000, 4900}};

const nn::StepExtras some_extras[] = {
    {},
    {.scale = 0.25},
    {.l2 = 0.1},
    {.scale = 0.5, .l2 = 0.1, .l1 = 0.05, .decay = 0.2, .weights = parts}};

void compare(std::size_t which, arma::uword n, const nn::StepExtras& extras) {
  const auto& [name, fast] = optimizers<Fast>()[which];
  const auto& [_, slow] = optimizers<Ref>()[which];
  fmat w = random_matrix(n, 1), a(n, 1, arma::fill::zeros), b = a;
  fmat w_ref = w, a_ref = a, b_ref = b;
  for (std::uint64_t t = 1; t <= 5; ++t) {
    fmat g = random_matrix(n, 1);
    if (t == 1) g(0) = 0;  // a weight that has never had a gradient
    fast(g, t, extras, a, b, w);
    slow(g, t, extras, a_ref, b_ref, w_ref);
  }
  // Five steps of numbers up to about 20.
  check_close(w, w_ref, 5e-6, fmt::format("{}: w", name));
  check_close(a, a_ref, 5e-6, fmt::format("{}: first vector", name));
  check_close(b, b_ref, 5e-6, fmt::format("{}: second vector", name));
}

}  // namespace

BOOST_AUTO_TEST_CASE(optimizers_with_all_extras_on_any_number_of_threads) {
  for (int threads : {1, 2, 3, 5}) {
    Fast::set_threads(threads);
    for (std::size_t which = 0; which < optimizers<Fast>().size(); ++which)
      for (const nn::StepExtras& extras : some_extras)
        for (arma::uword n : {1, 15, 17, 1000, 5003})
          compare(which, n, extras);
  }
  Fast::set_threads(0);
}

BOOST_AUTO_TEST_CASE(a_step_in_parts_has_the_same_bits) {
  // However the vectors are split, every number meets the same instructions.
  const arma::uword n = 1003;
  const fmat start = random_matrix(1, n), g = random_matrix(1, n);
  for (const auto& [name, step] : optimizers<Fast>())
    for (const nn::StepExtras& extras :
         {nn::StepExtras{.scale = 0.3},
          nn::StepExtras{.l2 = 0.1, .l1 = 0.05}}) {
      fmat w = start, a(1, n, arma::fill::zeros), b = a;
      fmat w_cut = w, a_cut = a, b_cut = b;
      for (std::uint64_t t = 1; t <= 3; ++t) {
        step(g, t, extras, a, b, w);
        for (const nn::Range part :
             {nn::Range{0, 7}, {7, 48}, {48, 64}, {64, 1003}}) {
          fmat w_part = Ref::columns(w_cut, part);
          fmat a_part = Ref::columns(a_cut, part);
          fmat b_part = Ref::columns(b_cut, part);
          step(Ref::columns(g, part), t, extras, a_part, b_part, w_part);
        }
      }
      check_close(w_cut, w, 0, fmt::format("{}: w", name));
      check_close(a_cut, a, 0, fmt::format("{}: first vector", name));
      check_close(b_cut, b, 0, fmt::format("{}: second vector", name));
    }
}

BOOST_AUTO_TEST_CASE(penalties_leave_what_is_no_weight_alone) {
  const fmat start = random_matrix(5003, 1), g(5003, 1, arma::fill::zeros);
  fmat w = start;
  const nn::StepExtras extras = {
      .l2 = 0.1, .l1 = 0.05, .decay = 0.2, .weights = parts};
  Fast::sgd(g, 0.1, w, extras);
  for (std::size_t i = 0; i < 5003; ++i) {
    const bool weight = i < 3 || (i >= 14 && i < 800) ||  // parts
                        (i >= 4000 && i < 4900);
    const double v = start[i], pull = 0.1 * v + 0.05 * (v > 0 ? 1 : -1);
    const double expected = weight ? v - 0.1 * (pull + 0.2 * v) : v;
    BOOST_TEST(std::abs(w[i] - expected) < 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(the_smallest_squares_divide_safely) {
  // A weight that is long without gradient: its running mean of squares fades
  // through the smallest floats (below 1.2e-38) to 0.
  for (const float square : {1e-37f, 1e-38f, 1e-40f, 1.4e-45f, 0.0f})
    for (std::size_t which = 3; which < 6; ++which) {
      const auto& [name, step] = optimizers<Fast>()[which];
      fmat w(100, 1, arma::fill::ones), g(100, 1, arma::fill::zeros);
      fmat a(100, 1), b(100, 1);
      a.fill(which == 5 ? 0 : square);
      b.fill(square);
      step(g, 1000, {}, a, b, w);
      for (const float v : w)
        BOOST_TEST(v == 1.0f, name << " with " << square);
    }
}

BOOST_AUTO_TEST_CASE(squared_norm_is_the_same_on_any_number_of_threads) {
  for (arma::uword n : {1, 63, 65, 1000, 5003}) {
    const fmat x = random_matrix(n, 1);
    const double expected = Ref::squared_norm(x);
    std::vector<double> found;
    for (int threads : {1, 2, 3, 5}) {
      Fast::set_threads(threads);
      found.push_back(Fast::squared_norm(x));
    }
    BOOST_TEST(std::abs(found[0] - expected) <= norm_bound * expected);
    for (const double norm : found)
      BOOST_TEST(norm == found[0]);
  }
  Fast::set_threads(0);
}

BOOST_AUTO_TEST_CASE(moving_average_and_swap) {
  fmat w = random_matrix(5003, 1), average = random_matrix(5003, 1);
  fmat average_ref = average;
  Fast::moving_average(w, 0.9, average);
  Ref::moving_average(w, 0.9, average_ref);
  check_close(average, average_ref, 1e-6, "average");
  for (auto swap : {Fast::swap, Ref::swap}) {
    fmat a = w, b = average;
    swap(a, b);
    check_close(a, average, 0, "a");
    check_close(b, w, 0, "b");
  }
}
