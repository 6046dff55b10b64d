#include "report_dropout.hpp"

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "../dropout.hpp"

namespace chapter07 {

namespace {

void print_all_masks(std::uint64_t seed) {
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

}  // namespace

void print_dropout(std::uint64_t seed) {
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

}  // namespace chapter07
