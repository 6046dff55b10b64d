#include "figures_initial.hpp"

#include "nn/figures/figure.hpp"

#include "figures_images.hpp"

namespace chapter06 {

namespace {

/// The initializations with informative histograms: all five for tanh and
/// sigmoid, and for ReLU those that stay within the picture.
std::vector<Start> starts_to_show(Squash squash) {
  std::vector<Start> starts = five_starts(squash);
  if (squash == Squash::relu) starts.erase(starts.begin());  // 10^4 and more
  return starts;
}

/// The outline of a histogram: the share of all numbers in each of 31 bins
/// between low and high, in percent.
void outline(nn::Figure& figure, const arma::mat& activations, double low,
             double high, const std::string& label) {
  constexpr arma::uword bins = 31;
  arma::vec share(bins, arma::fill::zeros);
  for (double h : activations)
    if (h >= low && h <= high)
      share(std::min(bins - 1, arma::uword((h - low) / (high - low) * bins))) +=
          100.0 / double(activations.n_elem);
  arma::vec x(2 * bins), y(2 * bins);
  for (arma::uword i = 0; i < 2 * bins; ++i) {
    x(i) = low + (high - low) * double((i + 1) / 2) / double(bins);
    y(i) = share(i / 2);
  }
  figure.line(x, y, label);
}

/// Layers 1, 3 and 5 from one start. All panels have the same axes for
/// comparison; taller bars are cut off.
nn::Figure panel(const Start& start, Squash squash, const arma::mat& x,
                 std::uint64_t seed) {
  const double low = squash == Squash::tanh ? -1 : 0;
  const double high = squash == Squash::relu ? 3 : 1;
  nn::Figure figure(start.name);
  figure.size(345, 320).x_range(low, high).y_range(0, 25);
  figure.y_label("% of numbers | 所占百分比");
  const auto layers = hidden_by_hand(start, squash, x, seed);
  for (std::size_t l : {0u, 2u, 4u})
    outline(figure, layers[l], low, high,
            fmt::format("layer {0} | 第 {0} 层", l + 1));
  return figure;
}

}  // namespace

void draw_histograms(Squash squash, const arma::mat& x, std::uint64_t seed,
                     const std::filesystem::path& out) {
  std::vector<std::vector<nn::Figure>> rows;
  for (const Start& start : starts_to_show(squash)) {
    if (rows.empty() || rows.back().size() == 2) rows.emplace_back();
    rows.back().push_back(panel(start, squash, x, seed));
  }
  nn::save_rows(
      out / fmt::format("activations_{}.svg",
                        squash == Squash::relu ? "relu" : name_of(squash)),
      rows);
}

void draw_spreads(const arma::mat& x, std::uint64_t seed,
                  const std::filesystem::path& out) {
  std::vector<nn::Figure> row;
  for (Squash squash : all_squashes) {
    nn::Figure figure(name_of(squash));
    figure.size(230, 400).x_label("layer | 层").log_y();
    figure.y_label("standard deviation | 标准差").y_range(1e-6, 1e5);
    for (const Start& start : five_starts(squash))
      figure.line(arma::regspace(1, hidden_layers),
                  deviations(hidden_by_hand(start, squash, x, seed)).t(),
                  start.name);
    row.push_back(figure);
  }
  nn::save_row(out / "spread.svg", row);
}

void draw_symmetry(const std::vector<XorRun>& runs,
                   const std::vector<std::string>& names,
                   const std::filesystem::path& out) {
  nn::Figure loss("Loss on XOR | XOR 的损失");
  loss.size(345, 400).x_label("step | 步").log_y();
  loss.y_label("mean squared error | 均方误差").y_range(1e-6, 1);
  nn::Figure distance("How unlike the hidden units are | 隐藏单元的差别");
  distance.size(345, 400).x_label("step | 步").log_y();
  distance.y_label("largest difference | 最大差值").y_range(1e-9, 10);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    // Every tenth step is enough for the picture.
    const auto at = arma::regspace<arma::uvec>(0, 10, runs[i].loss.n_elem - 1);
    const arma::vec step = arma::conv_to<arma::vec>::from(at);
    loss.line(step, runs[i].loss(at), names[i]);
    distance.line(step, runs[i].distance(at), names[i]);
  }
  nn::save_row(out / "symmetry.svg", {loss, distance});
}

void draw_starts(const std::vector<Outcome>& outcomes,
                 const std::vector<Start>& starts,
                 const std::filesystem::path& out, std::size_t group) {
  nn::Figure figure =
      loss_figure("Training with five hidden layers | 五个隐藏层的训练");
  figure.size(690, 420).y_range(0, 4);
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    add_loss(figure, outcomes[i], starts[i].name, group);
  figure.save(out / "init_training.svg");
}

}  // namespace chapter06
