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

/// What a histogram can show: numbers beyond low and high are left out, and
/// one value added at each end gives all histograms the same bins.
arma::vec within(const arma::mat& activations, double low, double high) {
  arma::vec values = arma::vectorise(activations);
  values.transform(
      [=](double h) { return h < low || h > high ? arma::datum::nan : h; });
  values.insert_rows(0, arma::vec{low, high});
  return values;
}

/// One row: a histogram for each layer. All have the same axes for comparison;
/// taller bars are cut off.
std::vector<nn::Figure> histograms(const Start& start, Squash squash,
                                   const std::vector<arma::mat>& activations) {
  const bool relu = squash == Squash::relu;
  const double low = squash == Squash::tanh ? -1 : 0, high = relu ? 3 : 1;
  std::vector<nn::Figure> row;
  for (std::size_t l = 0; l < activations.size(); ++l) {
    nn::Figure figure(l == 0 ? start.name
                             : fmt::format("layer {0} | 第 {0} 层", l + 1));
    figure.size(140, 150).x_range(low, high);
    figure.y_range(0, squash == Squash::sigmoid ? 20000 : 10000);
    figure.histogram(within(activations[l], low, high), 31);
    row.push_back(figure);
  }
  return row;
}

}  // namespace

void draw_histograms(Squash squash, const arma::mat& x, std::uint64_t seed,
                     const std::filesystem::path& out) {
  std::vector<std::vector<nn::Figure>> rows;
  for (const Start& start : starts_to_show(squash))
    rows.push_back(
        histograms(start, squash, hidden_by_hand(start, squash, x, seed)));
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
