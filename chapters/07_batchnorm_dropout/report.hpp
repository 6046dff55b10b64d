/// What the program prints: small tables of numbers.
#pragma once

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "averaging.hpp"
#include "dropout.hpp"
#include "library_batch_norm.hpp"
#include "normalized_training.hpp"
#include "overfitting.hpp"
#include "running.hpp"
#include "search.hpp"

namespace chapter07 {

/// Printed names are English, whatever the language of the figures.
inline std::string english(const std::string& name) {
  return name.substr(0, name.find(" | "));
}

/// "82.4 +- 0.3": percent, over seeds.
inline std::string percent(const Spread& s) {
  return fmt::format("{:5.1f} +- {:3.1f}", 100 * s.mean, 100 * s.deviation);
}

/// A row of numbers without "-0.000".
inline std::string rounded(const arma::rowvec& values, int decimals,
                           int width) {
  const double unit = std::pow(10.0, -decimals);
  return nn::numbers(arma::round(values / unit) * unit + 0.0, decimals, width);
}

inline void print_example(const arma::mat& x, const Normalized& n) {
  fmt::print(
      "            sample 1       2       3       4    mean  deviation\n");
  for (arma::uword i = 0; i < x.n_rows; ++i) {
    const auto row = [](const char* name, const arma::rowvec& v) {
      fmt::print("  {:12}{}{}{}\n", name, rounded(v, 3, 7),
                 rounded({arma::mean(v)}, 3, 7),
                 rounded({arma::stddev(v, 1)}, 3, 10));
    };
    row(i == 0 ? "x   first" : "x   second", x.row(i));
    row(i == 0 ? "x^  first" : "x^  second", n.x_hat.row(i));
    row(i == 0 ? "y   first" : "y   second", n.y.row(i));
  }
}

inline void print_gradients(const Example& e) {
  const Normalized n = batch_norm(e.x, e.gamma, e.beta);
  const arma::mat numerical = numerical_dx(e);
  const arma::mat right = batch_norm_gradient(n, e.gamma, e.dy).dx;
  const arma::mat wrong = forgetful_gradient(n, e.gamma, e.dy).dx;
  fmt::print("  dx against central differences    distance  sum over batch\n");
  fmt::print("  all three ways (the paper)        {:8.0e}  {:14.1e}\n",
             distance(right, numerical), arma::abs(arma::sum(right, 1)).max());
  fmt::print("  mean and variance as constants    {:8.2f}  {:14.2f}\n",
             distance(wrong, numerical), arma::abs(arma::sum(wrong, 1)).max());
}

inline void print_running(std::uint64_t seed) {
  fmt::print(
      "  batches of 32     1 - 0.9^n   running mean   running variance   "
      "library: difference\n");
  for (const RunningRow& r : follow_running(seed, {1, 10, 50, 500}))
    fmt::print("  {:13} {:13.3f} {:14.3f} {:18.3f} {:21.0e}\n", r.batches,
               1 - std::pow(0.9, r.batches), r.mean, r.variance, r.distance);
  fmt::print("  all of them       1.000          3.000              4.000\n");
}

inline void print_company(std::uint64_t seed) {
  const Company c = in_company(5, seed);
  fmt::print(
      "  x = 5 becomes     batch 1  batch 2  batch 3    alone  gradient "
      "alone\n"
      "  in training     {}  {:7.3f} {:15.3f}\n"
      "  in evaluation   {}  {:7.3f}\n",
      nn::numbers(arma::rowvec(c.training), 3, 8), c.alone_training,
      c.alone_gradient, nn::numbers(arma::rowvec(c.evaluation), 3, 8),
      c.alone_evaluation);
}

/// Loss and accuracy of the last epoch, one line per curve.
inline void print_curves(const std::vector<Curve>& curves,
                         const std::vector<std::string>& names) {
  fmt::print("  {:24} first loss   last loss   accuracy\n", "");
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const Curve& c = curves[i];
    const bool diverged = !std::isfinite(c.loss.back());
    const auto loss = [](double value) {
      return std::isfinite(value) ? fmt::format("{:.3f}", value)
                                  : std::string("diverged");
    };
    fmt::print(
        "  {:24} {:>10}  {:>10}   {:>7}\n", names[i], loss(c.loss.front()),
        loss(c.loss.back()),
        diverged ? "-" : fmt::format("{:.1f}%", 100 * c.accuracy.back()));
  }
}

inline void print_inside(const Inside& inside, const std::string& name) {
  const auto row = [&](const char* when, arma::uword step) {
    fmt::print("  {:14} {:6}  {}   {}\n", name, when,
               nn::numbers(inside.mean.row(step), 2, 5),
               nn::numbers(inside.deviation.row(step), 2, 5));
  };
  row("first", 0);
  row("last", inside.mean.n_rows - 1);
}

inline void print_batch_sizes(const std::vector<BatchSize>& sizes) {
  fmt::print(
      "         noise of the   1/sqrt   accuracy (%)                loss with "
      "BatchNorm\n"
      "  batch  batch's mean   (batch)  without      with BatchNorm   batch   "
      "running\n");
  for (const BatchSize& s : sizes)
    fmt::print("  {:5} {:13.3f} {:8.3f}   {}  {}  {:9.3f} {:9.3f}\n", s.size,
               s.noise, 1 / std::sqrt(double(s.size)), percent(s.plain),
               percent(s.normalized), s.loss_in_batch.mean,
               s.loss_running.mean);
}

/// The same remedies with correct labels and with some drawn at random.
inline void print_outcomes(const std::vector<Outcome>& right,
                           const std::vector<Outcome>& some_random) {
  fmt::print(
      "{0:21} |         all labels right          |    one in four random\n"
      "{0:21} | train (%)  test (%)     gap  loss | train   test (%)     "
      "gap\n",
      "");
  const auto gap = [](const Outcome& o) {
    return 100 * (o.train.mean - o.test.mean);
  };
  for (std::size_t i = 0; i < right.size(); ++i) {
    const Outcome &r = right[i], &s = some_random[i];
    fmt::print("  {:19} | {:9.1f}  {} {:5.1f} {:5.2f} | {:5.1f}  {} {:5.1f}\n",
               english(r.name), 100 * r.train.mean, percent(r.test), gap(r),
               r.test_loss.mean, 100 * s.train.mean, percent(s.test), gap(s));
  }
}

/// One table for one number of training images.
inline void print_two_by_two(const TwoByTwo& t, std::size_t images) {
  fmt::print(
      "  {:4} images        no dropout    dropout 0.5   dropout adds  "
      "(+- over seeds)\n",
      images);
  for (bool bn : {false, true})
    fmt::print(
        "  {:17} {}   {}    {:+4.1f} +- {:.1f}\n",
        bn ? "with BatchNorm" : "without BatchNorm",
        percent(spread(t.accuracy[bn][0])), percent(spread(t.accuracy[bn][1])),
        100 * spread(t.gain(bn)).mean, 100 * spread(t.gain(bn)).deviation);
  const Spread less = spread(t.lessened());
  fmt::print(
      "  BatchNorm takes away {:.1f} points of that, standard error "
      "{:.1f}\n",
      100 * less.mean,
      100 * less.deviation / std::sqrt(double(t.lessened().size())));
}

inline void print_all_masks(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 5);
  const auto normal = [&] { return random.normal(); };
  SoftmaxNeuron net{arma::mat(3, 10), arma::vec(3)};
  arma::vec x(10);
  net.W.imbue(normal);
  net.b.imbue(normal);
  x.imbue(normal);
  const AllMasks all = average_of_all_masks(net, x, 0.5);
  fmt::print(
      "\n  softmax(W x + b), 10 inputs, all 1024 masks\n"
      "  geometric mean    {}\n  dropout off       {}\n"
      "  arithmetic mean   {}\n",
      nn::numbers(all.geometric, 4, 8), nn::numbers(net(x), 4, 8),
      nn::numbers(all.arithmetic, 4, 8));
}

inline void print_dropout(std::uint64_t seed) {
  const arma::mat x = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
  fmt::print("  x, sample 1           {}\n", nn::numbers(x.col(0), 1, 5));
  for (std::uint32_t step : {1u, 2u})
    fmt::print(
        "  dropout 0.5, step {}   {}\n", step,
        nn::numbers(
            dropout(x, dropout_mask(4, 2, 0.5, {seed, 0, step})).eval().col(0),
            1, 5));
  fmt::print("  library, 100 steps: largest difference {:.0e}\n\n",
             distance_from_library(x, 0.5, seed, 100));
  fmt::print(
      "     p   dropped   mean of 400,000 ones   off, in standard "
      "errors\n");
  for (double p : {0.2, 0.5, 0.8}) {
    const arma::mat mask = dropout_mask(1000, 400, p, {seed, 0, 1});
    const double mean = arma::mean(arma::vectorise(mask));
    const double error = std::sqrt(p / (1 - p) / double(mask.n_elem));
    fmt::print("  {:4.1f} {:9.4f} {:22.4f} {:24.1f}\n", p,
               double(arma::accu(mask == 0)) / double(mask.n_elem), mean,
               (mean - 1) / error);
  }
  print_all_masks(seed);
}

inline void print_ensembles(const std::vector<Ensemble>& ensembles,
                            const Score& evaluated) {
  fmt::print("  networks   accuracy   cross-entropy\n");
  for (const Ensemble& e : ensembles)
    fmt::print("  {:8} {:9.1f}% {:15.3f}\n", e.networks, 100 * e.score.accuracy,
               e.score.loss);
  fmt::print("  {:>8} {:9.1f}% {:15.3f}\n", "off", 100 * evaluated.accuracy,
             evaluated.loss);
}

inline void print_averaged(const Averaged& a) {
  const auto row = [](const char* name, const Score& s) {
    fmt::print("  {:44} {:8.1f}% {:10.3f}\n", name, 100 * s.accuracy, s.loss);
  };
  fmt::print("  {:44} accuracy   test loss\n", "");
  row("weights of the last step", a.last);
  row("mean of the weights, statistics of last step", a.half_average);
  row("mean of the weights and of the statistics", a.average);
}

inline void print_best(const std::vector<Trial>& trials, const char* name,
                       std::size_t count = 5) {
  fmt::print("  {:8}  learning rate  weight decay  validation accuracy\n",
             name);
  for (std::size_t i = 0; i < std::min(count, trials.size()); ++i)
    fmt::print("  {:8} {:14.4f}  {:12.6f}  {:18.1f}%\n", i + 1,
               trials[i].learning_rate, trials[i].weight_decay,
               100 * trials[i].accuracy);
}

inline void print_different(const std::vector<Trial>& by_grid,
                            const std::vector<Trial>& by_chance) {
  const auto g = different_values(by_grid), r = different_values(by_chance);
  fmt::print("  learning rates tried: grid {}, random {}\n", g[0], r[0]);
  for (int n : {16, 60})
    fmt::print(
        "  {} random trials hit the best 5% of the space with "
        "probability {:.2f}\n",
        n, chance_of_hit(n, 0.05));
}

inline void print_verdict(const Trial& best, const Score& test,
                          std::uint64_t seed) {
  fmt::print(
      "\n  chosen: learning rate {:.4f}, weight decay {:.6f}\n"
      "  validation {:.1f}% (it was chosen for that), test {:.1f}% (opened "
      "once)\n",
      best.learning_rate, best.weight_decay, 100 * best.accuracy,
      100 * test.accuracy);
  const Luck luck = luck_of_the_best(100, 500, 0.8, seed);
  fmt::print(
      "  100 classifiers that are all right in 80.0% of cases, on 500 images: "
      "the best\n  seems right in {:.1f}%; on 500 fresh ones it is in "
      "{:.1f}%.\n",
      100 * luck.seems, 100 * luck.is);
}

}  // namespace chapter07
