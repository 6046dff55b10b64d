#include "nn/classical/tree_grower.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

#include "nn/core/threads.hpp"

namespace nn::classical {

Columns::Columns(const Bytes& x, std::span<const std::int32_t> of_samples,
                 std::size_t class_count)
    : samples(x.n_cols),
      features(x.n_rows),
      classes(class_count),
      values(samples * features),
      labels(of_samples.begin(), of_samples.end()) {
  constexpr std::size_t block = 64;  // samples of a cache line
  cpu::Threads::parallel([&](Worker worker) {
    const Range range = worker.share(samples, block);
    for (std::size_t begin = range.begin; begin < range.end; begin += block)
      for (std::size_t f = 0; f < features; ++f)
        for (std::size_t i = begin; i < std::min(begin + block, range.end); ++i)
          values[f * samples + i] = x(f, i);
  });
}

std::size_t Histogram::list(std::uint8_t* values) const {
  std::size_t count = 0;
  for (unsigned word = 0; word < 4; ++word)
    for (std::uint64_t rest = marks_[word]; rest != 0; rest &= rest - 1)
      values[count++] = static_cast<std::uint8_t>(
          64 * word + static_cast<unsigned>(std::countr_zero(rest)));
  return count;
}

void Histogram::clear(const std::uint8_t* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    std::fill_n(row(values[i]), width_, 0u);
  std::fill_n(marks_, 4, std::uint64_t{0});
}

TreeGrower::TreeGrower(const Columns& columns, const ForestOptions& options)
    : columns_(columns),
      options_(options),
      features_(columns.features),
      histogram_(columns.classes) {
  total_.resize(histogram_.width());
  left_.resize(histogram_.width());
}

Forest::Tree TreeGrower::grow(Random random) {
  tree_ = {};
  // The first columns of `shares` are for leaves of one class.
  tree_.shares.assign(columns_.classes * columns_.classes, 0.f);
  for (std::size_t c = 0; c < columns_.classes; ++c)
    tree_.shares[c * columns_.classes + c] = 1;
  std::iota(features_.begin(), features_.end(), 0u);
  draw_samples(random);
  grow_node(0, drawn_.size(), 0, random);
  return std::move(tree_);
}

void TreeGrower::draw_samples(Random& random) {
  const auto n = static_cast<std::uint32_t>(columns_.samples);
  std::vector<std::uint16_t> times(n, options_.bootstrap ? 0 : 1);
  for (std::uint32_t i = 0; options_.bootstrap && i < n; ++i)
    ++times[random.integer(n)];
  drawn_.clear();
  for (std::uint32_t i = 0; i < n; ++i)
    if (times[i] > 0) drawn_.push_back({i, times[i], columns_.labels[i]});
}

/// Counts the node's classes into total_.
bool TreeGrower::count(std::span<const Drawn> node) {
  std::fill(total_.begin(), total_.end(), 0u);
  for (const Drawn& drawn : node)
    total_[drawn.label] += drawn.times;
  return std::count(total_.begin(), total_.end(), 0u) + 1 <
         std::ptrdiff_t(total_.size());
}

void TreeGrower::grow_node(std::size_t begin, std::size_t end,
                           std::size_t depth, Random& random) {
  const std::size_t at = tree_.nodes.size();
  tree_.nodes.emplace_back();
  const std::span<const Drawn> node(&drawn_[begin], end - begin);
  const bool mixed = count(node);
  if (!mixed || depth == options_.max_depth) return add_leaf(at);
  const Split split = best_split(node, random);
  if (!split.found) return add_leaf(at);
  const std::size_t middle = part(begin, end, split);
  grow_node(begin, middle, depth + 1, random);
  tree_.nodes[at] = {static_cast<std::uint32_t>(tree_.nodes.size()),
                     static_cast<std::uint16_t>(split.feature), split.threshold,
                     false};
  grow_node(middle, end, depth + 1, random);
}

void TreeGrower::add_leaf(std::size_t at) {
  const std::uint32_t all = std::accumulate(total_.begin(), total_.end(), 0u);
  const auto first = static_cast<std::size_t>(
      std::max_element(total_.begin(), total_.end()) - total_.begin());
  Forest::Node& leaf = tree_.nodes[at];
  leaf.next = static_cast<std::uint32_t>(first);
  if (total_[first] == all) return;
  leaf.next =
      static_cast<std::uint32_t>(tree_.shares.size() / columns_.classes);
  for (std::size_t c = 0; c < columns_.classes; ++c)
    tree_.shares.push_back(static_cast<float>(double(total_[c]) / double(all)));
}

TreeGrower::Split TreeGrower::best_split(std::span<const Drawn> node,
                                         Random& random) {
  Split best;
  bool any = false;  // has a feature had two values?
  const auto count = static_cast<std::uint32_t>(features_.size());
  for (std::uint32_t i = 0;
       i < count && (i < options_.features_per_split || !any); ++i) {
    std::swap(features_[i], features_[i + random.integer(count - i)]);
    any = try_feature(node, features_[i], best) || any;
  }
  return best;
}

/// False if all samples have the same value.
bool TreeGrower::try_feature(std::span<const Drawn> node, std::uint32_t feature,
                             Split& best) {
  const std::uint8_t* column = columns_.of(feature);
  for (const Drawn& drawn : node)
    histogram_.add(column[drawn.sample], drawn);
  std::uint8_t values[256];
  const std::size_t count = histogram_.list(values);
  if (count > 1) try_thresholds(values, count, feature, best);
  histogram_.clear(values, count);
  return count > 1;
}

void TreeGrower::try_thresholds(const std::uint8_t* values, std::size_t count,
                                std::uint32_t feature, Split& best) {
  const std::size_t width = total_.size();
  std::fill(left_.begin(), left_.end(), 0u);
  const std::uint64_t all =
      std::accumulate(total_.begin(), total_.end(), std::uint64_t{0});
  for (std::size_t v = 0; v + 1 < count; ++v) {
    const std::uint32_t* row = histogram_.row(values[v]);
    std::uint64_t on_left = 0, left_squares = 0, right_squares = 0;
    for (std::size_t c = 0; c < width; ++c) {
      left_[c] += row[c];
      const std::uint64_t l = left_[c], r = total_[c] - left_[c];
      on_left += l;
      left_squares += l * l;
      right_squares += r * r;
    }
    const std::uint64_t on_right = all - on_left;
    if (std::min(on_left, on_right) < options_.min_leaf) continue;
    const double score = double(left_squares) / double(on_left) +
                         double(right_squares) / double(on_right);
    if (score <= best.score) continue;
    best = {score, feature,
            static_cast<std::uint8_t>((values[v] + values[v + 1]) / 2), true};
  }
}

/// Samples that answer yes go to the front; both sides keep their order.
std::size_t TreeGrower::part(std::size_t begin, std::size_t end,
                             const Split& split) {
  const std::uint8_t* column = columns_.of(split.feature);
  std::size_t yes = begin;
  no_.clear();
  for (std::size_t i = begin; i < end; ++i) {
    if (column[drawn_[i].sample] <= split.threshold)
      drawn_[yes++] = drawn_[i];
    else
      no_.push_back(drawn_[i]);
  }
  std::copy(no_.begin(), no_.end(), drawn_.begin() + std::ptrdiff_t(yes));
  return yes;
}

}  // namespace nn::classical
