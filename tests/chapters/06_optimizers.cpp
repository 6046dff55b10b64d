// Chapter 6: what its text and its program claim, row by row of the notes.
#include "chapters/06_schedules.hpp"
#include "chapters/06_start.hpp"
#include "chapters/06_tools.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "chapters/06_claims.hpp"
#include "chapters/06_claims_images.hpp"
#endif

// Row 27

BOOST_AUTO_TEST_CASE(row_27_first_steps_of_each_formula_by_hand) {
  const arma::vec g{-0.7, 4};  // of the valley at (-7, 2)
  const double rate = 0.1;
  const auto first = [&](Method method) {
    ByFormula paper{method, rate, {-7, 2}};
    paper.step([&](const arma::vec&) { return g; });
    return paper.w;
  };
  // Roundings of numbers below 10, and epsilon = 1e-8 over 0.7.
  check_near(first(Method::sgd), {-6.93, 1.6}, 1e-14);
  check_near(first(Method::momentum), {-6.93, 1.6}, 1e-14);
  check_near(first(Method::nesterov), {-6.93, 1.6}, 1e-14);
  check_near(first(Method::adagrad), {-6.9, 1.9}, 1e-8);
  const double long_step = rate / std::sqrt(0.1);
  check_near(first(Method::rmsprop), {-7 + long_step, 2 - long_step}, 1e-7);
  check_near(first(Method::adam), {-6.9, 1.9}, 1e-8);
  // AdamW: in addition, 0.1 * 0.01 of each weight.
  check_near(first(Method::adamw), {-6.9 + 0.007, 1.9 - 0.002}, 1e-8);
}

BOOST_AUTO_TEST_CASE(row_27_momentum_reaches_ten_times_the_step) {
  // v = -rate g (1 + 0.9 + 0.81 + ...): at a constant slope, 10 rate g.
  arma::vec w{0}, v{0};
  for (int t = 0; t < 400; ++t)
    momentum(w, v, {1.0}, 0.1);
  check_near(v(0), -1, 1e-12);  // 0.9^400 = 5e-19 is missing
}

BOOST_AUTO_TEST_CASE(row_27_formulas_follow_pytorch_for_100_steps) {
  for (auto [name, method] : {std::pair{"sgd", Method::sgd},
                              {"momentum", Method::momentum},
                              {"nesterov", Method::nesterov},
                              {"adagrad", Method::adagrad},
                              {"rmsprop_0.9", Method::rmsprop},
                              {"adam", Method::adam},
                              {"adamw", Method::adamw}}) {
    const auto c = golden_case(name);
    const auto steps = c["steps"].get<std::vector<int>>();
    const arma::mat expected = golden::batch(c["w"]);
    ByFormula paper{method, c["settings"]["lr"], golden::batch(c["start"])};
    arma::uword k = 0;
    for (int t = 1; t <= 100; ++t) {
      paper.step([t](const arma::vec& w) { return golden_gradient(w, t); });
      if (t != steps[k]) continue;
      // Roundings; RMSProp jumps about the minimum and multiplies them (1e-5
      // between PyTorch and NumPy after 100 steps, see golden_optimizers.cpp).
      const bool jumps = method == Method::rmsprop && t == 100;
      check_near(paper.expected(), expected.col(k++), jumps ? 1e-3 : 1e-12);
    }
    BOOST_TEST(k == steps.size());
  }
}

BOOST_AUTO_TEST_CASE(row_27_formulas_and_library_agree_on_every_surface) {
  for (const Surface& surface : all_surfaces())
    for (Method method : all_methods) {
      // 100 steps of a few roundings; 1e-3 is slow enough for Rosenbrock.
      const double difference = largest_difference(surface, method, 1e-3);
      BOOST_TEST(difference < 1e-12, surface.name << ' ' << name_of(method));
    }
}

BOOST_AUTO_TEST_CASE(row_27_the_books_valley_like_pytorch) {
  // PyTorch 1.13 in float64, 30 steps from (-7, 2).
  const auto end = [](Method method, double rate) {
    return arma::vec(descend(valley(), method, rate, 30).path.col(30));
  };
  check_near(end(Method::sgd, 0.95), {-0.35039299575231964, 0.0847823165504},
             1e-12);
  check_near(end(Method::momentum, 0.1),
             {0.896413858493732, 0.08808560171506968}, 1e-12);
  check_near(end(Method::adagrad, 1.5), {-0.12016224724728577, 0}, 1e-12);
  check_near(end(Method::adam, 0.3), {0.1360146173262328, 0.3182453888963096},
             1e-12);
  // And SGD by its closed form: x (1 - 0.095)^30, y (1 - 1.9)^30.
  check_near(end(Method::sgd, 0.95),
             {-7 * std::pow(0.905, 30), 2 * std::pow(0.9, 30)}, 1e-12);
}

BOOST_AUTO_TEST_CASE(row_27_gradients_of_the_surfaces) {
  const double h = 1e-6;
  for (const Surface& surface : all_surfaces())
    for (const arma::vec& w : {arma::vec{0.3, -0.8}, arma::vec{-1.2, 1.1}}) {
      const arma::vec g = surface.gradient(w);
      for (arma::uword i = 0; i < 2; ++i) {
        arma::vec right = w, left = w;
        right(i) += h;
        left(i) -= h;
        // Central difference: f''' h^2 / 6 is below 1e-9 here, rounding 1e-8.
        check_near((surface.f(right) - surface.f(left)) / (2 * h), g(i), 1e-6);
      }
    }
}

BOOST_AUTO_TEST_CASE(row_27_a_goal_counts_only_when_it_is_kept) {
  const auto steps = [](const arma::vec& heights) {
    return steps_to_goal({{}, heights}, 1);
  };
  BOOST_TEST(steps({5, 2, 0.5, 0.1}) == 2);
  BOOST_TEST(steps({5, 0.5, 2, 0.1}) == 3);
  BOOST_TEST(steps({0.5, 0.5}) == 0);
  BOOST_TEST(steps({0.5, 5}) == -1);
  BOOST_TEST(steps({0.5, arma::datum::nan}) == -1);
}

BOOST_AUTO_TEST_CASE(row_27_steps_to_the_goal_as_numpy_counts_them) {
  // The same search in NumPy. RMSProp jumps about the minimum and multiplies
  // roundings: its step count varies from program to program.
  const auto steps = [](const Surface& surface) {
    std::vector<int> counts;
    for (const Best& best : race(surface))
      if (best.method != Method::rmsprop) counts.push_back(best.steps);
    return counts;
  };
  const std::vector<int> on_valley{60, 79, 42, 5, 70};
  const std::vector<int> on_turned{60, 79, 42, 61, 70};
  const std::vector<int> on_saddle{15, 67, 10, 9, 58};
  BOOST_TEST(steps(valley()) == on_valley, tt::per_element());
  BOOST_TEST(steps(turned_valley()) == on_turned, tt::per_element());
  BOOST_TEST(steps(saddle()) == on_saddle, tt::per_element());
}

BOOST_AUTO_TEST_CASE(row_27_less_momentum_is_better_in_a_short_valley) {
  // Counted by a loop in Python: with 0.9 as above, Momentum takes 79 steps
  // and Nesterov 42.
  const Best momentum = best_setting(valley(), Method::momentum);
  BOOST_TEST(momentum.steps == 14);
  BOOST_TEST(momentum.memory.first == 0.5);
  const Best nesterov = best_setting(valley(), Method::nesterov);
  BOOST_TEST(nesterov.steps == 19);
  BOOST_TEST(nesterov.memory.first == 0.6);
}

BOOST_AUTO_TEST_CASE(row_27_momentum_wins_in_the_bent_valley) {
  // NumPy: SGD 4117 steps, Momentum 238.
  const Best sgd = best_rate(rosenbrock(), Method::sgd);
  BOOST_TEST(sgd.steps == 4117);
  check_near(sgd.rate, 0.0016, 2e-5);  // the next one is 0.0025
  BOOST_TEST(best_rate(rosenbrock(), Method::momentum).steps == 238);
}

BOOST_AUTO_TEST_CASE(row_27_sgd_does_not_care_about_axes_adagrad_does) {
  const double c = std::sqrt(0.5);
  const arma::mat turn{{c, c}, {-c, c}};
  const auto distance = [&](Method method) {
    const Run flat = descend(valley(), method, 0.3, 50);
    const Run turned = descend(turned_valley(), method, 0.3, 50);
    return arma::abs(turn * turned.path - flat.path).max();
  };
  for (Method m : {Method::sgd, Method::momentum, Method::nesterov})
    BOOST_TEST(distance(m) < 1e-12, name_of(m));  // roundings
  for (Method m : {Method::adagrad, Method::rmsprop, Method::adam})
    BOOST_TEST(distance(m) > 1, name_of(m));
}

BOOST_AUTO_TEST_CASE(row_27_bias_correction_keeps_the_first_steps_at_one_rate) {
  const arma::vec on = step_lengths(5000, true),
                  off = step_lengths(5000, false);
  for (arma::uword i = 0; i < on.n_elem; ++i) {
    const double t = double(i) + 1;
    check_near(on(i), 1, 1e-7);  // epsilon 1e-8 and roundings
    // epsilon weighs most where sqrt(v) is smallest: 1e-8 / 0.03.
    check_near(off(i),
               (1 - std::pow(0.9, t)) / std::sqrt(1 - std::pow(0.999, t)),
               1e-5);
  }
  check_near(off(0), 0.1 / std::sqrt(0.001), 1e-5);
  BOOST_TEST(off.max() > 6);
}

BOOST_AUTO_TEST_CASE(row_27_an_optimizer_of_ones_own_in_the_library) {
  arma::mat w{1.0, -2.0, 3.0}, g(1, 3);
  w = w.t();
  g = g.t();
  arma::vec by_formula = w;
  UncorrectedAdam<Exact> own({w, g}, 0.01);
  AdamState state(3);
  for (int t = 1; t <= 100; ++t) {
    g = golden_gradient(w, t);
    own.step();
    by_formula -=
        0.01 * adam_direction(state, golden_gradient(by_formula, t), false);
  }
  check_near(arma::vec(w), by_formula, 1e-12);  // roundings
}

BOOST_AUTO_TEST_CASE(row_27_l2_in_adam_spares_weights_with_large_gradients) {
  const DecayTrial trial;
  const arma::vec apart = decayed_weights(trial, true).tail_cols(1);
  const arma::vec inside = decayed_weights(trial, false).tail_cols(1);
  // AdamW keeps its promise to within one step: the gradients cancel except for
  // the first or the last.
  for (double w : apart)
    check_near(w, trial.promised(), trial.rate);
  BOOST_TEST(std::abs(inside(0)) < 0.05);  // +-0.1: gone
  BOOST_TEST(inside(2) > 0.85);            // +-10: hardly touched
}

BOOST_AUTO_TEST_CASE(row_27_l2_formula_and_library_follow_pytorch) {
  const auto c = golden_case("adam_l2");
  arma::vec w = golden::batch(c["start"]);
  arma::mat library = w, g(arma::size(library));
  nn::Adam<Exact> adam({library, g}, 0.05);
  adam.set_l2(0.01);
  AdamState state(w.n_elem);
  for (int t = 1; t <= 100; ++t) {
    adam_l2(w, state, golden_gradient(w, t), 0.05, 0.01);
    g = golden_gradient(library, t);
    adam.step();
  }
  check_near(w, golden::batch(c["w"]).tail_cols(1), 1e-12);  // roundings
  check_near(arma::vec(library), w, 1e-12);
}

BOOST_AUTO_TEST_CASE(row_27_on_images_every_optimizer_learns_at_its_own_rate) {
  const Sweep found =
      sweep(little_fashion(), rates_to_try(1), {.epochs = 1, .batch_size = 50});
  for (arma::uword i = 0; i < all_methods.size(); ++i) {
    // 20 steps: guessing has loss ln 10 = 2.30.
    BOOST_TEST(found.best_loss(i) < 1.3, name_of(all_methods[i]));
    BOOST_TEST(found.good_rates(i) >= 1u);
  }
  // Adam's steps are as long as the rate, SGD's as the gradient.
  BOOST_TEST(found.best_rate(0) >= 5 * found.best_rate(5));
}

BOOST_AUTO_TEST_CASE(row_27_a_diverged_network_is_said_to_be_one) {
  const Outcome run =
      run_once(little_fashion(), Method::sgd, 1e6, {.batch_size = 50});
  BOOST_TEST(run.diverged == 1);
  BOOST_TEST(std::isnan(run.test_accuracy));
}

// Errata 10
BOOST_AUTO_TEST_CASE(row_27_convex_is_no_guarantee_above_the_largest_rate) {
  const auto closed_form = [](double rate) {
    const double x = -7 * std::pow(1 - rate / 10, 100);
    const double y = 2 * std::pow(1 - 2 * rate, 100);
    return x * x / 20 + y * y;
  };
  for (double rate : {0.5, 0.9, 0.99, 1.0, 1.01, 1.05}) {
    const double expected = closed_form(rate);
    check_near(height_after(rate, 100), expected, 1e-10 * expected);
  }
  BOOST_TEST(height_after(0.99, 100) < valley().f(valley().start));
  BOOST_TEST(height_after(1.0, 100) >= 4);
  BOOST_TEST(height_after(1.05, 100) > 1e6);
}
