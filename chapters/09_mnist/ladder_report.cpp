#include <fmt/format.h>

#include "nn/core/print.hpp"

#include "curve_figure.hpp"
#include "ladder.hpp"

namespace chapter09 {
namespace {

void print_rates(const std::vector<Rung>& ladder) {
  fmt::print("  rate   ");
  for (const Rung& rung : ladder)
    fmt::print("{:>10}", rung.model);
  fmt::print("\n");
  for (std::size_t i = 0; i < ladder_rates().size(); ++i) {
    fmt::print("  {:<7}", ladder_rates()[i]);
    for (const Rung& rung : ladder)
      fmt::print("{:>10.2f}", rung.by_rate[i]);
    fmt::print("\n");
  }
}

}  // namespace

void print_ladder(const std::vector<Rung>& ladder) {
  const auto epochs = static_cast<int>(ladder.front().validation.x.n_elem);
  nn::heading(fmt::format(
      "Which rate: validation error in % after {} epochs, seed 1", epochs));
  print_rates(ladder);
  nn::heading(
      "At its best rate: validation error in %, middle of 3 seeds, "
      "lowest..highest");
  std::vector<ErrorCurve> curves;
  for (const Rung& rung : ladder)
    curves.push_back(rung.validation);
  fmt::print("{}", format_curves("epoch", curves));
  nn::heading("Tested once: error in % on the test images, each seed");
  fmt::print("  {:<8}{:>11}{:>9}{:>11}{:>28}{:>8}\n", "network", "parameters",
             "rate", "s/epoch", "test error", "mean");
  for (const Rung& rung : ladder)
    fmt::print("  {:<8}{:>11}{:>9}{:>11.2f}{:>28}{:>8.2f}\n", rung.model,
               rung.parameters, rung.rate, rung.seconds,
               format_errors(rung.test), arma::mean(arma::vec(rung.test)));
}

void draw_ladder(const std::filesystem::path& out,
                 const std::vector<ErrorCurve>& curves) {
  nn::Figure figure("Four networks, the same images | 四个网络，同样的图像");
  figure.size(640, 420).log_y();
  figure.x_label("epoch | 轮次")
      .y_label("validation error in % | 验证错误率（%）");
  for (const ErrorCurve& curve : curves)
    add_curve(figure, curve, curve.name);
  figure.save(out / "ladder.svg");
}

}  // namespace chapter09
