/// Grows the trees of a forest; for forest.cpp only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/classical/forest.hpp"
#include "nn/core/random.hpp"

namespace nn::classical {

inline constexpr std::size_t most_classes = 256, most_features = 65536;

/// The samples feature by feature: what a split reads lies together.
struct Columns {
  std::size_t samples, features, classes;
  std::vector<std::uint8_t> values;  // samples x features
  std::vector<std::uint8_t> labels;

  Columns(const Bytes& x, std::span<const std::int32_t> labels,
          std::size_t classes);
  const std::uint8_t* of(std::size_t feature) const {
    return &values[feature * samples];
  }
};

/// A drawn sample: how often, and its class.
struct Drawn {
  std::uint32_t sample = 0;
  std::uint16_t times = 0;
  std::uint8_t label = 0;
};

/// For each value of a byte, how many samples of each class have it. Rows that
/// hold something are marked, so that few samples cost little.
class Histogram {
 public:
  explicit Histogram(std::size_t classes)
      : width_((classes + 7) / 8 * 8), counts_(256 * width_) {}

  void add(std::uint8_t value, const Drawn& drawn) {
    counts_[value * width_ + drawn.label] += drawn.times;
    marks_[value / 64] |= std::uint64_t{1} << (value % 64);
  }
  /// The marked values, ascending.
  std::size_t list(std::uint8_t* values) const;
  /// The counts of a value, `width` of them.
  std::uint32_t* row(std::uint8_t value) { return &counts_[value * width_]; }
  std::size_t width() const { return width_; }
  /// Sets the rows of these values back to 0.
  void clear(const std::uint8_t* values, std::size_t count);

 private:
  std::size_t width_;
  std::vector<std::uint32_t> counts_;
  std::uint64_t marks_[4] = {};
};

/// Grows one tree after the other; its memory is used again.
class TreeGrower {
 public:
  TreeGrower(const Columns& columns, const ForestOptions& options);
  Forest::Tree grow(Random random);

 private:
  struct Split {
    double score = 0;
    std::uint32_t feature = 0;
    std::uint8_t threshold = 0;
    bool found = false;
  };
  void draw_samples(Random& random);
  void grow_node(std::size_t begin, std::size_t end, std::size_t depth,
                 Random& random);
  bool count(std::span<const Drawn> node);  // is there more than one class?
  Split best_split(std::span<const Drawn> node, Random& random);
  bool try_feature(std::span<const Drawn> node, std::uint32_t feature,
                   Split& best);
  void try_thresholds(const std::uint8_t* values, std::size_t count,
                      std::uint32_t feature, Split& best);
  std::size_t part(std::size_t begin, std::size_t end, const Split& split);
  void add_leaf(std::size_t at);

  const Columns& columns_;
  ForestOptions options_;
  Forest::Tree tree_;
  std::vector<Drawn> drawn_, no_;        // the samples; those that answer no
  std::vector<std::uint32_t> features_;  // partly shuffled
  std::vector<std::uint32_t> total_, left_;  // counts of the node's classes
  Histogram histogram_;
};

}  // namespace nn::classical
