#include "few_labels.hpp"

#include "class_gaussians.hpp"
#include "distances.hpp"

namespace chapter12 {
namespace {

/// classes x samples: 1 where the class is known.
arma::mat known_shares(const FewLabels& task) {
  arma::mat shares(task.classes, task.x.n_cols, arma::fill::zeros);
  shares.cols(task.known) = one_hot(task.labels, task.classes);
  return shares;
}

/// Class Gaussians from the samples that have shares.
ClassGaussians fit_some(const arma::mat& x, const arma::mat& shares,
                        double shrink) {
  const arma::uvec some = arma::find(arma::sum(shares, 0) > 0);
  return fit_classes(x.cols(some), shares.cols(some), shrink);
}

}  // namespace

arma::mat labels_alone(const FewLabels& task, double shrink) {
  return fit_some(task.x, known_shares(task), shrink).posterior(task.x);
}

arma::mat nearest_labels(const FewLabels& task, arma::uword k) {
  arma::mat d = squared_distances(task.x.cols(task.known), task.x);
  const arma::uword count = std::min(k, d.n_rows);
  arma::mat shares(task.classes, task.x.n_cols, arma::fill::zeros);
  for (arma::uword i = 0; i < task.x.n_cols; ++i)
    for (arma::uword j = 0; j < count; ++j) {
      const arma::uword nearest = d.col(i).index_min();
      shares(task.labels(nearest), i) += 1 / double(count);
      d(nearest, i) = arma::datum::inf;
    }
  return shares;
}

// #region self-training
arma::mat self_training(const FewLabels& task, double shrink, double sure,
                        int rounds) {
  arma::mat shares = known_shares(task);
  for (int round = 0;; ++round) {
    const arma::mat p = fit_some(task.x, shares, shrink).posterior(task.x);
    const arma::urowvec best = arma::index_max(p, 0);
    bool added = false;
    for (arma::uword i = 0; i < p.n_cols && round < rounds; ++i)
      if (arma::accu(shares.col(i)) == 0 && p(best(i), i) >= sure) {
        shares(best(i), i) = 1;
        added = true;
      }
    if (!added) return p;
  }
}
// #endregion self-training

arma::mat em_with_labels(const FewLabels& task, double shrink, double weight,
                         int steps) {
  const arma::mat known = known_shares(task);
  arma::mat p = labels_alone(task, shrink);
  for (int step = 0; step < steps; ++step) {
    arma::mat shares = weight * p;
    shares.cols(task.known) = known.cols(task.known);
    p = fit_classes(task.x, shares, shrink).posterior(task.x);
  }
  return p;
}

namespace {

/// Gives the `each` samples without a share that have the largest probability
/// of every class to that class.
void give_surest(const arma::mat& p, arma::uword each, arma::mat& shares) {
  for (arma::uword c = 0; c < p.n_rows; ++c) {
    const arma::uvec order =
        arma::stable_sort_index(arma::rowvec(p.row(c)).t(), "descend");
    arma::uword given = 0;
    for (arma::uword i = 0; i < order.n_elem && given < each; ++i)
      if (arma::accu(shares.col(order(i))) == 0) {
        shares(c, order(i)) = 1;
        ++given;
      }
  }
}

}  // namespace

// #region co-training
arma::mat co_training(const FewLabels& task, arma::uword split, double shrink,
                      arma::uword each, int rounds) {
  const arma::mat first = task.x.head_rows(split);
  const arma::mat second = task.x.tail_rows(task.x.n_rows - split);
  arma::mat shares = known_shares(task);
  for (int round = 0;; ++round) {
    const arma::mat p = fit_some(first, shares, shrink).posterior(first);
    const arma::mat q = fit_some(second, shares, shrink).posterior(second);
    if (round == rounds) return arma::normalise(p % q, 1);
    give_surest(p, each, shares);
    give_surest(q, each, shares);
  }
}
// #endregion co-training

}  // namespace chapter12
