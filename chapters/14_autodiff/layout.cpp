#include "layout.hpp"

#include <algorithm>
#include <numeric>

namespace chapter14 {
namespace {

/// A box, or the place where an arrow crosses a row.
struct Slot {
  std::size_t row;
  double width;
  double x = 0;
  std::vector<std::size_t> above = {}, below = {};  ///< its neighbors
};

std::vector<std::size_t> rows_of(const Picture& picture) {
  std::vector<std::size_t> row(picture.boxes.size());
  std::vector<bool> has_arrow(row.size());
  auto arrows = picture.arrows;
  std::stable_sort(arrows.begin(), arrows.end(), [](auto& a, auto& b) {
    return a.from < b.from;  // from < to: all arrows into a box come earlier
  });
  for (const auto& [from, to] : arrows) {
    row[to] = std::max(row[to], row[from] + 1);
    has_arrow[to] = true;
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::size_t first_user = ~std::size_t{};
    for (const auto& [from, to] : arrows)
      if (from == i) first_user = std::min(first_user, row[to]);
    if (!has_arrow[i] && first_user != ~std::size_t{}) row[i] = first_user - 1;
  }
  return row;
}

class Rows {
 public:
  explicit Rows(const Picture& picture) : picture_(picture) {
    const std::vector<std::size_t> row = rows_of(picture);
    for (const std::size_t r : row)
      slots_.push_back({r, 1});
    for (const auto& [from, to] : picture.arrows) {
      chains_.push_back({from});
      for (std::size_t r = row[from] + 1; r < row[to]; ++r) {
        slots_.push_back({r, 0.25});
        chains_.back().push_back(slots_.size() - 1);
      }
      chains_.back().push_back(to);
      for (std::size_t i = 0; i + 1 < chains_.back().size(); ++i)
        connect(chains_.back()[i], chains_.back()[i + 1]);
    }
    rows_.resize(1 + *std::max_element(row.begin(), row.end()));
    for (std::size_t i = 0; i < slots_.size(); ++i)
      rows_[slots_[i].row].push_back(i);
  }

  Layout result() {
    for (int sweep = 0; sweep < 12; ++sweep)
      order(sweep % 2 == 0);
    for (int sweep = 0; sweep < 40; ++sweep)
      for (auto& row : rows_)
        place(row);
    return written();
  }

 private:
  void connect(std::size_t upper, std::size_t lower) {
    slots_[upper].below.push_back(lower);
    slots_[lower].above.push_back(upper);
  }

  double mean_x(const std::vector<std::size_t>& of, double otherwise) const {
    if (of.empty()) return otherwise;
    double sum = 0;
    for (const std::size_t i : of)
      sum += slots_[i].x;
    return sum / static_cast<double>(of.size());
  }

  /// Sorts each row by the mean place of its neighbors in the row before it.
  void order(bool down) {
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      auto& row = rows_[down ? k : rows_.size() - 1 - k];
      std::vector<double> wish(slots_.size());
      for (const std::size_t i : row)
        wish[i] = mean_x(down ? slots_[i].above : slots_[i].below, slots_[i].x);
      std::stable_sort(row.begin(), row.end(),
                       [&](auto a, auto b) { return wish[a] < wish[b]; });
      for (std::size_t i = 0; i < row.size(); ++i)
        slots_[row[i]].x = static_cast<double>(i);
    }
  }

  /// Moves the slots of a row toward their neighbors as far as the order and
  /// their widths permit: least squares, by pooling those that would overlap.
  void place(const std::vector<std::size_t>& row) {
    struct Block {
      double sum, weight;
      std::size_t size;
      double mean() const { return sum / weight; }
    };
    std::vector<double> offset(row.size());
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Slot& slot = slots_[row[i]];
      if (i > 0)
        offset[i] =
            offset[i - 1] + 0.16 + (slots_[row[i - 1]].width + slot.width) / 2;
      std::vector<std::size_t> neighbors = slot.above;
      neighbors.insert(neighbors.end(), slot.below.begin(), slot.below.end());
      const double weight = slot.width < 1 ? 4 : 1;  // long arrows: straight
      blocks.push_back(
          {weight * (mean_x(neighbors, slot.x) - offset[i]), weight, 1});
      while (blocks.size() > 1 &&
             blocks.back().mean() < blocks[blocks.size() - 2].mean()) {
        const Block last = blocks.back();
        blocks.pop_back();
        blocks.back().sum += last.sum;
        blocks.back().weight += last.weight;
        blocks.back().size += last.size;
      }
    }
    std::size_t i = 0;
    for (const Block& block : blocks)
      for (std::size_t k = 0; k < block.size; ++k, ++i)
        slots_[row[i]].x = block.mean() + offset[i];
  }

  Layout written() const {
    double left = slots_[0].x, right = left;
    for (const Slot& slot : slots_) {
      left = std::min(left, slot.x - slot.width / 2);
      right = std::max(right, slot.x + slot.width / 2);
    }
    Layout layout;
    layout.width = right - left;
    layout.rows = rows_.size();
    const auto at = [&](std::size_t i) -> nn::Point {
      return {slots_[i].x - left, static_cast<double>(slots_[i].row) + 0.5};
    };
    for (std::size_t i = 0; i < picture_.boxes.size(); ++i)
      layout.boxes.push_back(at(i));
    for (const auto& chain : chains_) {
      layout.ways.emplace_back();
      for (const std::size_t i : chain)
        layout.ways.back().push_back(at(i));
    }
    return layout;
  }

  const Picture& picture_;
  std::vector<Slot> slots_;                       // first the boxes
  std::vector<std::vector<std::size_t>> rows_;    // from left to right
  std::vector<std::vector<std::size_t>> chains_;  // of each arrow: its slots
};

}  // namespace

Layout layout(const Picture& picture) {
  if (picture.boxes.empty()) return {};
  return Rows(picture).result();
}

}  // namespace chapter14
