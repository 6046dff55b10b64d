#include "margins.hpp"

#include <cmath>
#include <numbers>

namespace chapter11 {

arma::vec plus_minus(const arma::uvec& classes) {
  arma::vec y(classes.n_elem);
  for (arma::uword i = 0; i < y.n_elem; ++i)
    y(i) = classes(i) == 0 ? 1 : -1;
  return y;
}

Samples two_clouds(arma::uword n, double apart, nn::Random& random) {
  Samples data{arma::mat(2, n), arma::uvec(n), 2};
  for (arma::uword i = 0; i < n; ++i) {
    data.y(i) = i % 2;
    const double center = i % 2 == 0 ? apart : -apart;
    for (double& value : data.x.col(i))
      value = center + random.normal();
  }
  return data;
}

Samples disk_and_ring(arma::uword n, double noise, nn::Random& random) {
  Samples data{arma::mat(2, n), arma::uvec(n), 2};
  for (arma::uword i = 0; i < n; ++i) {
    data.y(i) = i % 2;
    const double radius =
        (i % 2 == 0 ? random.uniform(0, 0.8) : random.uniform(1.2, 2)) +
        noise * random.normal();
    const double angle = random.uniform(0, 2 * std::numbers::pi);
    data.x(0, i) = radius * std::cos(angle);
    data.x(1, i) = radius * std::sin(angle);
  }
  return data;
}

std::vector<DualRow> solve_more_and_more_exactly(
    const Samples& data, double C, const std::vector<double>& tolerances) {
  const arma::vec y = plus_minus(data.y);
  std::vector<DualRow> rows;
  for (double tolerance : tolerances) {
    const Machine machine =
        fit_machine(data.x, y, linear_kernel(), {C, tolerance});
    const arma::vec& alpha = machine.dual.alpha;
    rows.push_back({tolerance, machine.dual.steps, machine.support.n_cols,
                    arma::uvec(arma::find(alpha > 0 && alpha < C)).n_elem,
                    -machine.dual.objective,
                    primal_objective(plane_of(machine), data.x, y, C)});
  }
  return rows;
}

std::vector<PrimalRow> descend_longer(const Samples& data, double C,
                                      const std::vector<arma::uword>& steps,
                                      std::uint64_t seed) {
  const arma::vec y = plus_minus(data.y);
  std::vector<PrimalRow> rows;
  for (arma::uword count : steps) {
    nn::Random random(seed, nn::Stream::shuffle);
    const Plane plane = pegasos(data.x, y, C, count, random);
    rows.push_back({count, primal_objective(plane, data.x, y, C)});
  }
  return rows;
}

KernelRow try_kernel(const std::string& name, const Kernel& kernel,
                     const Split& data, double C) {
  const Machine machine =
      fit_machine(data.train.x, plus_minus(data.train.y), kernel, {C});
  const auto error = [&](const Samples& part) {
    const arma::uvec wrong =
        arma::find(decision(machine, part.x).t() % plus_minus(part.y) <= 0);
    return double(wrong.n_elem) / double(part.size());
  };
  return {name, error(data.train), error(data.test), machine.support.n_cols};
}

// #region cross-validation
arma::mat cross_validate(const Samples& data, const std::vector<double>& C,
                         const std::vector<double>& gamma, arma::uword folds) {
  arma::mat error(C.size(), gamma.size(), arma::fill::zeros);
  arma::uvec part = arma::regspace<arma::uvec>(0, data.size() - 1);
  part.transform([&](arma::uword i) { return i % folds; });
  for (arma::uword fold = 0; fold < folds; ++fold) {
    const Split split{subset(data, arma::find(part != fold)),
                      subset(data, arma::find(part == fold))};
    for (std::size_t i = 0; i < C.size(); ++i)
      for (std::size_t j = 0; j < gamma.size(); ++j)
        error(i, j) +=
            try_kernel("", rbf_kernel(gamma[j]), split, C[i]).test_error;
  }
  return error / double(folds);
}
// #endregion cross-validation

}  // namespace chapter11
