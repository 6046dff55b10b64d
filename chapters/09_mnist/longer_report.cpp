#include <fmt/format.h>

#include "nn/core/print.hpp"
#include "nn/figures/figure.hpp"

#include "curve_figure.hpp"
#include "longer.hpp"

namespace chapter09 {
namespace {

double mean_of(const std::vector<double>& errors) {
  return arma::mean(arma::vec(errors));
}

std::string label_of(const std::string& side) {
  return side == "without" ? "without | 不增强" : "augmented | 增强";
}

}  // namespace

void print_sides(const std::vector<Side>& sides, const std::string& augment) {
  nn::heading(
      "Longer training: validation error in %, middle of 3 seeds, "
      "lowest..highest");
  std::vector<ErrorCurve> curves;
  for (const Side& side : sides)
    curves.push_back(side.validation);
  fmt::print("{}", format_curves("epochs", curves));
  nn::heading("Each at its own best length and decay: error in %");
  fmt::print("  {:<10}{:>6}{:>6}{:>10}{:>23}{:>7}{:>14}\n", "trained", "epochs",
             "decay", "training", "test, each seed", "mean", "if changed");
  for (const Side& side : sides)
    fmt::print("  {:<10}{:>6}{:>6}{:>10.2f}{:>23}{:>7.2f}{:>14.2f}\n",
               side.name, side.epochs, side.decay, mean_of(side.training),
               format_errors(side.test), mean_of(side.test),
               mean_of(side.test_changed));
  fmt::print("  augment and change: {}\n", augment);
}

void draw_lengths(const std::filesystem::path& out,
                  const std::vector<Panel>& panels) {
  std::vector<nn::Figure> figures;
  for (const Panel& panel : panels) {
    nn::Figure& figure = figures.emplace_back(panel.title);
    figure.size(460, 380).log_x();
    figure.x_label("epochs of training | 训练的轮数")
        .y_label("validation error in % | 验证错误率（%）");
    for (const ErrorCurve& side : panel.sides)
      add_curve(figure, side, label_of(side.name));
  }
  nn::save_row(out / "augmentation.svg", figures);
}

}  // namespace chapter09
