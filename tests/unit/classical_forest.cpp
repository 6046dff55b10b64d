// A random forest on bytes: the same trees as plain loops grow.
#include <algorithm>
#include <map>
#include <numeric>

#include <boost/test/unit_test.hpp>

#include "nn/classical/forest.hpp"
#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"

using nn::classical::Bytes;
using nn::classical::Forest;
using nn::classical::ForestOptions;

namespace {

struct Data {
  Bytes x;
  std::vector<std::int32_t> labels;
};

/// Bytes of which some tell the class; `values` different ones, and some
/// features always the same.
Data make_data(std::size_t features, std::size_t n, std::uint32_t values,
               std::int32_t classes) {
  nn::Random random(5, nn::Stream::data);
  Data data{Bytes(features, n), {}};
  for (std::size_t i = 0; i < n; ++i) {
    data.labels.push_back(
        static_cast<std::int32_t>(random.integer(std::uint32_t(classes))));
    for (std::size_t f = 0; f < features; ++f) {
      const std::uint32_t noise = random.integer(values);
      const auto signal = std::uint32_t(data.labels[i]) * std::uint32_t(f % 5);
      data.x(f, i) = static_cast<std::uint8_t>(
          f % 7 == 3 ? 9 : std::min(noise + signal, 255u));
    }
  }
  return data;
}

/// A tree in plain loops: every threshold of every drawn feature, all counts
/// made anew.
struct PlainTree {
  const Data& data;
  std::size_t classes;
  ForestOptions options;
  nn::Random random;
  std::vector<std::uint32_t> features;
  std::vector<Forest::Node> nodes;
  std::vector<float> shares;

  using Counts = std::vector<double>;
  static double squares_over_sum(const Counts& counts) {
    double squares = 0, sum = 0;
    for (double c : counts) {
      squares += c * c;
      sum += c;
    }
    return squares / sum;
  }
  static double sum(const Counts& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0.0);
  }

  void leaf(const Counts& counts) {
    const auto most = std::size_t(
        std::max_element(counts.begin(), counts.end()) - counts.begin());
    if (counts[most] == sum(counts)) {
      nodes.back().next = std::uint32_t(most);
      return;
    }
    nodes.back().next = std::uint32_t(shares.size() / classes);
    for (double c : counts)
      shares.push_back(static_cast<float>(c / sum(counts)));
  }

  void grow(const std::map<std::size_t, double>& samples, std::size_t depth) {
    const std::size_t at = nodes.size();
    nodes.emplace_back();
    Counts all(classes);
    for (const auto& [i, times] : samples)
      all[std::size_t(data.labels[i])] += times;
    const bool pure = *std::max_element(all.begin(), all.end()) == sum(all);
    if (pure || depth == options.max_depth) return leaf(all);
    double best = 0;
    std::uint32_t best_feature = 0;
    int best_threshold = -1;
    bool any = false;
    const auto count = std::uint32_t(features.size());
    for (std::uint32_t d = 0;
         d < count && (d < options.features_per_split || !any); ++d) {
      std::swap(features[d], features[d + random.integer(count - d)]);
      const std::uint32_t f = features[d];
      std::map<int, int> present;
      for (const auto& sample : samples)
        present[data.x(f, sample.first)] = 1;
      any = any || present.size() > 1;
      for (auto here = present.begin(); std::next(here) != present.end();
           ++here) {
        Counts left(classes), right(classes);
        for (const auto& [i, times] : samples)
          (data.x(f, i) <= here->first ? left
                                       : right)[std::size_t(data.labels[i])] +=
              times;
        if (std::min(sum(left), sum(right)) < double(options.min_leaf))
          continue;
        const double score = squares_over_sum(left) + squares_over_sum(right);
        if (score <= best) continue;
        best = score;
        best_feature = f;
        best_threshold = (here->first + std::next(here)->first) / 2;
      }
    }
    if (best_threshold < 0) return leaf(all);
    std::map<std::size_t, double> yes, no;
    for (const auto& sample : samples)
      (data.x(best_feature, sample.first) <= best_threshold ? yes : no)
          .insert(sample);
    grow(yes, depth + 1);
    nodes[at] = {std::uint32_t(nodes.size()), std::uint16_t(best_feature),
                 std::uint8_t(best_threshold), false};
    grow(no, depth + 1);
  }

  void grow() {
    features.resize(data.x.n_rows);
    std::iota(features.begin(), features.end(), 0u);
    for (std::size_t c = 0; c < classes * classes; ++c)
      shares.push_back(c % (classes + 1) == 0 ? 1.f : 0.f);
    std::map<std::size_t, double> drawn;
    const auto n = std::uint32_t(data.x.n_cols);
    for (std::uint32_t i = 0; i < n; ++i)
      drawn[options.bootstrap ? random.integer(n) : i] += 1;
    grow(drawn, 0);
  }
};

void check_same(const Forest::Tree& found,
                const std::vector<Forest::Node>& nodes,
                const std::vector<float>& shares) {
  BOOST_REQUIRE(found.nodes.size() == nodes.size());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto &a = found.nodes[i], &b = nodes[i];
    wrong += a.next != b.next || a.feature != b.feature ||
             a.threshold != b.threshold || a.is_leaf != b.is_leaf;
  }
  BOOST_TEST(wrong == 0u);
  BOOST_TEST(found.shares == shares);
}

}  // namespace

BOOST_AUTO_TEST_CASE(trees_are_those_of_plain_loops) {
  for (std::uint32_t values : {2, 20, 256})
    for (std::int32_t classes : {2, 10}) {
      const Data data = make_data(15, 120, values, classes);
      for (const ForestOptions& options :
           {ForestOptions{3, 4}, ForestOptions{3, 15, 5, 4},
            ForestOptions{3, 1}, ForestOptions{3, 4, 2, 9, false}}) {
        const Forest forest(data.x, data.labels, std::size_t(classes), options,
                            7);
        for (std::uint32_t t = 0; t < 3; ++t) {
          PlainTree plain{data,    std::size_t(classes),
                          options, nn::Random(7, nn::Stream::general, t),
                          {},      {},
                          {}};
          plain.grow();
          check_same(forest.trees()[t], plain.nodes, plain.shares);
        }
      }
    }
}

BOOST_AUTO_TEST_CASE(shares_are_the_mean_of_the_leaves) {
  const Data data = make_data(10, 200, 40, 3);
  const Forest forest(data.x, data.labels, 3, {5, 3, 1, 6}, 1);
  const arma::mat shares = forest.shares(data.x);
  for (std::size_t i = 0; i < data.x.n_cols; ++i) {
    arma::vec sum(3, arma::fill::zeros);
    for (const auto& tree : forest.trees()) {
      std::size_t at = 0;
      while (!tree.nodes[at].is_leaf)
        at = data.x(tree.nodes[at].feature, i) <= tree.nodes[at].threshold
                 ? at + 1
                 : tree.nodes[at].next;
      for (std::size_t c = 0; c < 3; ++c)
        sum(c) += double{tree.shares[tree.nodes[at].next * 3 + c]};
    }
    BOOST_TEST(arma::all(shares.col(i) == sum / 5));
    BOOST_TEST(std::abs(arma::accu(shares.col(i)) - 1) < 1e-6);
  }
  const auto classes = forest.classify(data.x);
  for (std::size_t i = 0; i < data.x.n_cols; ++i)
    BOOST_TEST(std::size_t(classes[i]) == shares.col(i).index_max());
}

BOOST_AUTO_TEST_CASE(a_full_forest_knows_its_training_samples) {
  // Each sample is in two bags of three; nearly all of its trees are right.
  const Data data = make_data(20, 300, 256, 4);
  const Forest forest(data.x, data.labels, 4, {60}, 1);
  const auto classes = forest.classify(data.x);
  std::size_t right = 0;
  for (std::size_t i = 0; i < classes.size(); ++i)
    right += classes[i] == data.labels[i];
  BOOST_TEST(right >= 297u);
  BOOST_TEST(forest.trees().size() == 60u);
  BOOST_TEST(forest.bytes() > 8 * forest.nodes());
}

BOOST_AUTO_TEST_CASE(forests_are_the_same_on_any_number_of_threads) {
  const Data data = make_data(30, 400, 100, 5);
  nn::cpu::Threads::set_threads(1);
  const Forest one(data.x, data.labels, 5, {9}, 3);
  const arma::mat shares = one.shares(data.x);
  for (int threads : {2, 3, 8}) {
    nn::cpu::Threads::set_threads(threads);
    const Forest many(data.x, data.labels, 5, {9}, 3);
    for (std::size_t t = 0; t < 9; ++t)
      check_same(many.trees()[t], one.trees()[t].nodes, one.trees()[t].shares);
    BOOST_TEST(arma::all(arma::vectorise(many.shares(data.x) == shares)));
  }
  nn::cpu::Threads::set_threads(0);
}

BOOST_AUTO_TEST_CASE(forests_say_what_is_wrong) {
  const Data data = make_data(5, 20, 10, 2);
  const auto grow = [](const Bytes& x, const std::vector<std::int32_t>& labels,
                       std::size_t classes, const ForestOptions& options) {
    return Forest(x, labels, classes, options, 1);
  };
  BOOST_CHECK_THROW(grow(data.x, {0, 1}, 2, {}), nn::UsageError);
  BOOST_CHECK_THROW(grow(Bytes(5, 0), {}, 2, {}), nn::UsageError);
  BOOST_CHECK_THROW(grow(data.x, data.labels, 1, {}), nn::UsageError);
  BOOST_CHECK_THROW(grow(data.x, std::vector<std::int32_t>(20, -1), 2, {}),
                    nn::UsageError);
  BOOST_CHECK_THROW(grow(data.x, data.labels, 257, {}), nn::UsageError);
  BOOST_CHECK_THROW(grow(data.x, data.labels, 2, {0}), nn::UsageError);
  BOOST_CHECK_THROW(grow(data.x, data.labels, 2, {1, 0, 0}), nn::UsageError);
  const Forest forest = grow(data.x, data.labels, 2, {2});
  BOOST_CHECK_THROW(forest.shares(Bytes(4, 3)), nn::UsageError);
}
