#include "figures_cliff.hpp"

#include "nn/figures/figure.hpp"

namespace chapter13 {
namespace {

/// The mean of all runs and of ten episodes at a time.
arma::vec smooth(const arma::mat& returns) {
  const arma::rowvec mean = arma::mean(returns, 0);
  return arma::mean(arma::reshape(mean, 10, mean.n_elem / 10), 0).t();
}

}  // namespace

void draw_returns(const std::filesystem::path& out, const Runs& sarsa,
                  const Runs& q_learning) {
  const arma::vec a = smooth(sarsa.returns), b = smooth(q_learning.returns);
  const arma::vec at = arma::regspace(0, double(a.n_elem) - 1) * 10 + 5;
  nn::Figure figure(
      fmt::format("Return while learning, mean of {0} runs | "
                  "学习过程中的回报，{0} 次运行的平均",
                  sarsa.returns.n_rows));
  figure.size(640, 420).x_label("episode | 回合");
  figure.y_label("sum of rewards | 奖励之和").y_range(-100, 0);
  figure.line(at, a, "SARSA").line(at, b, "Q-learning | Q 学习");
  const arma::vec ends{5, double(a.n_elem) * 10};
  figure.line(ends, arma::vec(2).fill(careful_return(0.1).exploring),
              "careful, exactly | 谨慎的路，精确值");
  figure.line(ends, arma::vec(2).fill(edge_return(0.1)),
              "edge, exactly | 崖边的路，精确值");
  figure.save(out / "returns.svg");
}

}  // namespace chapter13
