#include "figures_uses.hpp"

#include "nn/figures/figure.hpp"

namespace chapter14 {

void draw_distances(const std::filesystem::path& out,
                    const std::vector<DistanceTable>& tables) {
  nn::Figure straight("without tanh | 没有 tanh"), bent("with tanh | 有 tanh");
  for (nn::Figure* figure : {&straight, &bent}) {
    figure->size(420, 380).log_y().y_range(1e-10, 1e10);
    figure->x_label("steps back | 往回的步数");
    figure->y_label("what is left of the gradient | 梯度还剩多少");
  }
  for (const DistanceTable& table : tables) {
    const std::string label =
        fmt::format("radius {0} | 谱半径 {0}", table.radius);
    const arma::vec back =
        arma::regspace(0, static_cast<double>(table.bent.n_elem - 1));
    straight.line(back, table.straight, label);
    bent.line(back, table.bent, label);
  }
  nn::save_row(out / "distances.svg", {straight, bent});
}

namespace {

/// The mean of each number and of up to nine before it.
arma::vec smoothed(const arma::vec& numbers) {
  arma::vec result(arma::size(numbers));
  for (arma::uword i = 0; i < numbers.n_elem; ++i)
    result(i) = arma::mean(numbers.subvec(i < 9 ? 0 : i - 9, i));
  return result;
}

}  // namespace

void draw_memories(const std::filesystem::path& out,
                   const std::vector<MemoryRuns>& memories) {
  nn::Figure figure("A memory learns | 学习记忆");
  figure.size(600, 400).log_y().y_range(0.05, 20);
  figure.x_label("step | 步数").y_label("loss | 损失");
  for (const auto& [task, rate, losses] : memories) {
    arma::mat finite = losses;
    finite.replace(arma::datum::nan, arma::datum::inf);  // a median needs order
    const arma::vec median = arma::median(finite, 1);
    const bool clipped = task.limit > 0;
    figure.line(arma::regspace(1, static_cast<double>(median.n_elem)),
                smoothed(median),
                fmt::format("{0}, rate {2} | {1}，学习率 {2}",
                            clipped ? "clipped" : "as it is",
                            clipped ? "裁剪" : "不裁剪", rate));
  }
  figure.save(out / "clipping.svg");
}

void draw_fits(const std::filesystem::path& out, const NoisyPoints& points,
               const std::vector<double>& strengths,
               const std::vector<SmoothFit>& fits) {
  nn::Figure figure("A penalty on the slope | 惩罚斜率");
  figure.size(560, 400).x_label("x").y_label("y");
  for (std::size_t i = 0; i < fits.size(); ++i)
    figure.line(fits[i].places.t(), fits[i].curve.t(),
                fmt::format("strength {0} | 强度 {0}", strengths[i]));
  figure.points(points.x.t(), points.y.t(), "points | 数据点");
  figure.line(fits[0].places.t(), without_noise(fits[0].places).t(),
              "truth | 真值");
  figure.save(out / "penalty.svg");
}

}  // namespace chapter14
