#include "figures_bias_variance.hpp"

#include "panel.hpp"

namespace chapter07 {

namespace {

/// The curve, and what 15 training sets make of it. A break joins the fits to
/// one line, so that they share a color and a label.
nn::Figure fits_of(const std::string& title, int degree,
                   const TrainingSets& sets) {
  const arma::vec x = arma::linspace(-1, 1, 101);
  const arma::mat fits = fitted(sets, degree, x);
  std::vector<double> at, value;
  for (arma::uword set = 0; set < 15; ++set) {
    at.insert(at.end(), x.begin(), x.end());
    value.insert(value.end(), fits.begin_col(set), fits.end_col(set));
    at.push_back(1);
    value.push_back(arma::datum::nan);
  }
  nn::Figure figure = panel(title, 300, 300);
  figure.x_label("x").y_range(-2.2, 3.2);
  figure.line(arma::vec(at), arma::vec(value), "15 fits | 15 次拟合");
  figure.line(x, true_curve(x), "curve | 真实曲线");
  return figure;
}

template <class F>
arma::vec each(const std::vector<Decomposition>& degrees, const F& f) {
  arma::vec values(degrees.size());
  for (arma::uword i = 0; i < values.n_elem; ++i)
    values(i) = f(degrees[i]);
  return values;
}

}  // namespace

void draw_bias_variance(const std::vector<Decomposition>& degrees,
                        const TrainingSets& sets,
                        const std::filesystem::path& out) {
  const arma::vec degree =
      each(degrees, [](const Decomposition& d) { return d.degree; });
  nn::Figure errors = panel("15 points | 15 个点", 900, 360);
  errors.x_label("degree | 次数").y_label("mean squared error | 均方误差");
  errors.y_range(0, 0.5);
  const auto add = [&](double Decomposition::*error, const char* label) {
    errors.line(degree,
                each(degrees, [&](const Decomposition& d) { return d.*error; }),
                label);
  };
  add(&Decomposition::train, "train | 训练");
  add(&Decomposition::test, "test | 测试");
  add(&Decomposition::bias_squared, "bias^2 | 偏差^2");
  add(&Decomposition::variance, "variance | 方差");
  nn::save_rows(out / "bias_variance.svg",
                {{fits_of("Degree 1: bias | 1 次：偏差", 1, sets),
                  fits_of("Degree 4 | 4 次", 4, sets),
                  fits_of("Degree 11: variance | 11 次：方差", 11, sets)},
                 {errors}});
}

}  // namespace chapter07
