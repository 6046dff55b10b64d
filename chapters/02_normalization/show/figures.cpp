#include "figures.hpp"

#include "nn/figures/figure.hpp"

#include "../descent.hpp"
#include "../least_squares.hpp"
#include "../problems.hpp"

namespace chapter02 {
namespace {

/// The descent of a problem with two weights.
Descent way_down(const LeastSquares& problem) {
  return descend(problem, condition_of(problem).best_rate(),
                 {.minimum = minimum_of(problem), .keep_path = true});
}

/// A point w1, w2 as weights.
arma::rowvec at(double w1, double w2) {
  return {w1, w2};
}

/// The contours of a problem with two weights, and the descent path. The
/// minimum is in the center, and the whole path is in the picture.
nn::Figure bowl(const std::string& title, const LeastSquares& problem) {
  const arma::rowvec best = problem.best();
  const Descent way = way_down(problem);
  const arma::vec far =
      arma::max(arma::abs(way.path.each_col() - best.t()), 1) * 1.25;
  const double excess = problem.loss(at(0, 0)) - problem.loss(best);
  const auto over = [&](double w1, double w2) {
    return (problem.loss(at(w1, w2)) - problem.loss(best)) / excess;
  };
  const double reach = far.max();
  const nn::Grid grid = nn::Grid::of(over, best(0) - reach, best(0) + reach,
                                     best(1) - reach, best(1) + reach, 161);
  nn::Figure figure(title);
  figure.size(470, 470).equal_axes();
  figure.x_range(grid.x_low, grid.x_high).y_range(grid.y_low, grid.y_high);
  figure.contours(grid, {0.002, 0.01, 0.05, 0.15, 0.4, 1, 2, 4});
  figure.path(way.path.row(0).t(), way.path.row(1).t());
  return figure;
}

}  // namespace

void draw_descent(const Flats& flats, const std::filesystem::path& out) {
  const LeastSquares before = centered_problem(flats);
  const LeastSquares after = z_score_problem(flats);
  const auto title = [](const char* english, const char* chinese,
                        const LeastSquares& problem) {
    const long n = way_down(problem).steps;
    return fmt::format("{}: {} steps | {}：{} 步", english, n, chinese, n);
  };
  nn::Figure left = bowl(title("Before", "归一化之前", before), before);
  nn::Figure right =
      bowl(title("After the z-score", "z-score 之后", after), after);
  left.x_label("weight of the area (k€ per m²) | 面积的权重（千欧元/平方米）");
  left.y_label("weight of the age (k€ per year) | 房龄的权重（千欧元/年）");
  right.x_label(
      "weight of the area (k€ per spread) | 面积的权重（千欧元/标准差）");
  right.y_label(
      "weight of the age (k€ per spread) | 房龄的权重（千欧元/标准差）");
  nn::save_row(out / "descent.svg", {left, right});
}

void draw_condition(const std::filesystem::path& out, double highest) {
  std::vector<double> number, predicted, counted;
  for (double c = 2; c <= highest; c *= 2) {
    const LeastSquares problem = problem_of_condition(c);
    const Condition condition = condition_of(problem);
    number.push_back(c);
    predicted.push_back(condition.steps(1e-6));
    counted.push_back(
        double(descend(problem, condition.best_rate(), {}).steps));
  }
  nn::Figure figure(
      "Twice the condition number, twice the steps | 条件数加倍，步数加倍");
  figure.size(640, 400).log_x().log_y();
  figure.x_label("condition number | 条件数").y_label("steps | 步数");
  figure.line(number, predicted, "predicted | 预测");
  figure.points(number, counted, "counted | 实测");
  figure.save(out / "condition.svg");
}

void draw_saturation(const Neurons& raw, const Neurons& scaled,
                     const std::filesystem::path& out) {
  const auto draw = [](const std::string& title, const Neurons& neurons) {
    nn::Figure figure(title);
    figure.size(460, 340).x_range(0, 1);
    figure.x_label("answer of the neuron | 神经元的输出");
    figure.y_label("how often | 次数");
    figure.histogram(arma::vectorise(neurons.by_hand), 40);
    return figure;
  };
  nn::save_row(
      out / "saturation.svg",
      {draw("Square meters and years: saturated | 平方米与年：饱和", raw),
       draw("z-scores: answers of all sizes | z-score：输出有大有小", scaled)});
}

}  // namespace chapter02
