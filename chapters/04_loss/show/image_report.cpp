#include "image_report.hpp"

#include "../library.hpp"
#include "../penalty.hpp"
#include "../softmax.hpp"

namespace chapter04 {

void print_image_scores(const ThreeClasses& data,
                        const LinearClassifier& before,
                        const LinearClassifier& after) {
  const arma::vec x = data.pixels.col(0);
  const arma::vec s0 = scores_by_loop(before, x), p0 = softmax(s0);
  const arma::vec s1 = scores_by_loop(after, x), p1 = softmax(s1);
  fmt::print(
      "                random W              learned W        numbers of W x"
      "\n  class         score       p        score       p"
      "     for  against\n");
  for (arma::uword c = 0; c < 3; ++c) {
    const arma::vec parts = after.weights.row(c).t() % x;
    fmt::print("  {:12}{:7.3f} {:7.4f} {:12.3f} {:7.4f} {:7} {:8}{}\n",
               data.names[c], s0(c), p0(c), s1(c), p1(c), arma::accu(parts > 0),
               arma::accu(parts < 0),
               c == arma::uword(data.labels[0]) ? "   <- is one" : "");
  }
  fmt::print("  largest difference from W x + b of the library: {}\n",
             arma::abs(scores_of_library(after, x) - s1).max() < 1e-12
                 ? "< 1e-12"
                 : "too much");
}

namespace {

/// Trains with one recipe, and prints its line of the table.
Run run_recipe(const char* name, const char* caption, const Recipe& recipe,
               const ImageSets& sets, std::uint64_t seed,
               std::uint32_t epochs) {
  Templates f = zero_templates(sets.train.pixels.n_rows);
  for (std::uint32_t epoch = 0; epoch < epochs; ++epoch)
    learn_epoch(f, recipe, sets.train, seed, epoch);
  fmt::print("  {:19} {:6.2f} {:8.2f} {:16} {:12.3f}\n", name,
             100 * accuracy(f, sets.train), 100 * accuracy(f, sets.test),
             zeros_in(f.weights), arma::abs(f.weights).max());
  return {caption, f};
}

}  // namespace

std::vector<Run> learn_templates(const ImageSets& sets, std::uint64_t seed,
                                 std::uint32_t epochs) {
  nn::SoftmaxCrossEntropy<Floats> cross;
  nn::MulticlassHinge<Floats> margin;
  const auto run = [&](const char* name, const char* caption,
                       const Recipe& recipe) {
    return run_recipe(name, caption, recipe, sets, seed, epochs);
  };
  fmt::print(
      "                        accuracy (%)    weights that are   largest\n"
      "  loss                 train     test     0, of {:7}    weight\n",
      10 * sets.train.pixels.n_rows);
  return {run("cross-entropy", "cross-entropy | 交叉熵", {cross, 0.05}),
          run("hinge", "hinge | 合页", {margin, 0.005}),
          run("cross-entropy + L2", "+ L2", {.loss = cross, .l2 = 0.01}),
          run("cross-entropy + L1", "+ L1", {.loss = cross, .l1 = 0.002})};
}

void print_batches(const arma::vec& losses, std::uint64_t seed) {
  fmt::print("  loss of all {} images: {:.4f}\n", losses.n_elem,
             arma::mean(losses));
  fmt::print(
      "  images in     batches   mean of    standard    times root\n"
      "  a batch                 losses     deviation   of size\n");
  for (std::size_t batch : {1, 10, 100, 1000}) {
    const arma::vec means = batch_means(losses, batch, seed);
    if (means.n_elem < 2) continue;
    fmt::print("  {:9} {:11} {:9.4f} {:12.4f} {:10.3f}\n", batch, means.n_elem,
               arma::mean(means), arma::stddev(means),
               arma::stddev(means) * std::sqrt(double(batch)));
  }
}

}  // namespace chapter04
