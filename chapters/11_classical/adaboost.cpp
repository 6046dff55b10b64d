#include "adaboost.hpp"

#include <cmath>

namespace chapter11 {

// #region adaboost
Boosted adaboost(const Samples& data, arma::uword rounds,
                 const TreeOptions& options) {
  const arma::mat targets = one_hot(data.y, data.classes);
  const double guessing = 1 - 1 / double(data.classes);
  arma::vec w(data.size(), arma::fill::value(1 / double(data.size())));
  Boosted boosted;
  for (arma::uword round = 0; round < rounds; ++round) {
    Tree tree = grow_tree({data.x, targets, w}, options);
    const arma::uvec wrong = arma::find(classify(tree, data.x) != data.y);
    const double error = arma::accu(w.elem(wrong));
    if (error >= guessing) break;  // it has learned nothing
    const double vote = error > 0 ? std::log((1 - error) / error) +
                                        std::log(double(data.classes) - 1)
                                  : 1;
    boosted.trees.push_back(std::move(tree));
    boosted.votes.insert_rows(round, arma::vec{vote});
    boosted.errors.insert_rows(round, arma::vec{error});
    boosted.weights.insert_cols(round, w);
    if (error <= 0) break;  // nothing is left to learn
    w.elem(wrong) *= std::exp(vote);
    w /= arma::accu(w);
  }
  return boosted;
}
// #endregion adaboost

namespace {

/// Calls f(round, votes so far: classes x samples) after every round.
template <class F>
void vote_by_rounds(const Boosted& boosted, const arma::mat& x,
                    arma::uword classes, F f) {
  arma::mat votes(classes, x.n_cols, arma::fill::zeros);
  for (arma::uword round = 0; round < boosted.trees.size(); ++round) {
    const arma::uvec said = classify(boosted.trees[round], x);
    for (arma::uword i = 0; i < x.n_cols; ++i)
      votes(said(i), i) += boosted.votes(round);
    f(round, votes);
  }
}

}  // namespace

arma::uvec classify(const Boosted& boosted, const arma::mat& x,
                    arma::uword classes, arma::uword rounds) {
  const arma::uword last = rounds == 0 ? boosted.trees.size() : rounds;
  arma::uvec said(x.n_cols, arma::fill::zeros);
  vote_by_rounds(boosted, x, classes,
                 [&](arma::uword round, const arma::mat& votes) {
                   if (round < last) said = largest_row(votes);
                 });
  return said;
}

arma::vec errors_by_rounds(const Boosted& boosted, const Samples& data) {
  arma::vec errors(boosted.trees.size());
  vote_by_rounds(boosted, data.x, data.classes,
                 [&](arma::uword round, const arma::mat& votes) {
                   errors(round) = error_rate(largest_row(votes), data.y);
                 });
  return errors;
}

arma::vec training_bound(const Boosted& boosted) {
  const arma::vec e = boosted.errors;
  return arma::cumprod(2 * arma::sqrt(e % (1 - e)));
}

arma::vec exponential_losses(const Boosted& boosted, const Samples& data) {
  arma::vec losses(boosted.trees.size());
  const arma::vec sign = 2 * arma::conv_to<arma::vec>::from(data.y) - 1;
  vote_by_rounds(boosted, data.x, data.classes,
                 [&](arma::uword round, const arma::mat& votes) {
                   const arma::vec F = (votes.row(1) - votes.row(0)).t();
                   losses(round) = arma::mean(arma::exp(-sign % F / 2));
                 });
  return losses;
}

}  // namespace chapter11
