/// Few labels and many samples.
#pragma once

#include "12_tools.hpp"
#include "12_unsupervised/class_gaussians.hpp"
#include "12_unsupervised/few_labels.hpp"
#include "12_unsupervised/graph.hpp"
#include "12_unsupervised/label_trials.hpp"
#include "12_unsupervised/laplacian_svm.hpp"

namespace chapter12 {

inline FewLabels golden_task(const nlohmann::json& c) {
  return {golden::batch(c.at("x")), indices(c.at("known")),
          indices(c.at("labels")), 2};
}

// Row 43c
BOOST_AUTO_TEST_CASE(row_43c_labels_flow_as_in_scikit_learn) {
  for (const auto& c : golden::load("unsupervised_labels")) {
    const FewLabels task = golden_task(c);
    const double gamma = c.at("gamma");
    // scikit-learn ends where a step changes less than 1e-10 or 1e-12 in all.
    BOOST_TEST(golden::distance(propagate(complete_graph(task.x, gamma, true),
                                          task, 1e-12, 100000),
                                golden::batch(c.at("propagated"))) < 1e-6);
    BOOST_TEST(golden::distance(spread(complete_graph(task.x, gamma, false),
                                       task, c.at("alpha"), 1e-12, 100000),
                                golden::batch(c.at("spread"))) < 1e-8);
  }
}

// Row 43c: a chain of five samples with labels at its ends: a straight line.
BOOST_AUTO_TEST_CASE(row_43c_propagation_along_a_chain_by_hand) {
  const FewLabels task{arma::rowvec{0, 1, 2, 3, 4}, {0, 4}, {0, 1}, 2};
  const Graph chain = nearest_graph(task.x, 1);
  // 0-1, 1-2, 2-3, 3-4: nearest neighbors, the first of two equal ones.
  BOOST_TEST(chain[0].size() == 1u);
  BOOST_TEST(chain[2].size() == 2u);
  BOOST_TEST(distance(propagate(chain, task, 1e-14, 10000),
                      {{1, 0.75, 0.5, 0.25, 0}, {0, 0.25, 0.5, 0.75, 1}}) <
             1e-10);
  // Spreading solves F = alpha S F + (1 - alpha) Y.
  arma::mat s(5, 5, arma::fill::zeros);
  const arma::vec degree{1, 2, 2, 2, 1};
  for (arma::uword i = 0; i < 4; ++i)
    s(i, i + 1) = s(i + 1, i) = 1 / std::sqrt(degree(i) * degree(i + 1));
  arma::mat y(2, 5, arma::fill::zeros);
  y(0, 0) = y(1, 4) = 1;
  arma::mat f =
      0.3 * arma::solve(arma::mat(5, 5, arma::fill::eye) - 0.7 * s, y.t());
  f = arma::normalise(f, 1, 1);
  BOOST_TEST(distance(spread(chain, task, 0.7, 1e-14, 10000), f.t()) < 1e-10);
}

// Row 43c: with all labels and no shrinking, the formulas of shares, means and
// pooled covariance.
BOOST_AUTO_TEST_CASE(row_43c_class_gaussians_by_their_formulas) {
  arma::mat x = random_matrix(3, 60, 1);
  arma::uvec labels(60);
  for (arma::uword i = 0; i < 60; ++i) {
    labels(i) = i % 6 == 0 ? 0 : i % 6 < 3 ? 1 : 2;  // 10, 20 and 30 samples
    x(labels(i), i) += 2;
  }
  const ClassGaussians fit = fit_classes(x, one_hot(labels, 3), 0);
  const arma::vec share{1 / 6., 1 / 3., 1 / 2.};
  arma::mat within(3, 3, arma::fill::zeros);
  for (arma::uword c = 0; c < 3; ++c) {
    const arma::mat own = x.cols(arma::find(labels == c));
    BOOST_TEST(distance(fit.means.col(c), arma::mean(own, 1)) < 1e-12);
    within += share(c) * arma::cov(own.t(), 1);
  }
  BOOST_TEST(distance(fit.root * fit.root.t(), within) < 1e-12);
  const arma::mat p = fit.posterior(x);
  for (arma::uword i = 0; i < 60; ++i) {
    arma::vec density(3);
    for (arma::uword c = 0; c < 3; ++c) {
      const arma::vec away = x.col(i) - fit.means.col(c);
      density(c) =
          share(c) *
          std::exp(-arma::as_scalar(away.t() * arma::solve(within, away)) / 2);
    }
    BOOST_TEST(distance(p.col(i), density / arma::accu(density)) < 1e-10);
  }
  // A sample that counts twice is as two of it.
  arma::mat twice = one_hot(labels, 3);
  twice.col(7) *= 2;
  const arma::mat more = arma::join_rows(x, x.col(7));
  const arma::uvec both = arma::join_cols(labels, arma::uvec{labels(7)});
  BOOST_TEST(distance(fit_classes(x, twice, 0.1).posterior(x),
                      fit_classes(more, one_hot(both, 3), 0.1).posterior(x)) <
             1e-10);
}

// Row 43c: two groups on a line with one label each.
BOOST_AUTO_TEST_CASE(row_43c_self_training_moves_the_boundary) {
  // Groups 0 … 2 and 6 … 10; labels at 2 and 10: the middle of the labels is
  // 6, that of the groups below 5.
  const FewLabels task{
      arma::rowvec{0, 1, 2, 6, 7, 8, 9, 10}, {2, 7}, {0, 1}, 2};
  const auto second = [](const arma::mat& p) {
    return arma::uvec(p.row(1).t() > 0.5 + 1e-9);
  };
  const arma::uvec truth{0, 0, 0, 1, 1, 1, 1, 1};
  BOOST_TEST(arma::accu(second(labels_alone(task, 0.1)) != truth) == 1u);
  BOOST_TEST(arma::accu(second(self_training(task, 0.1, 0.9)) != truth) == 0u);
  BOOST_TEST(arma::accu(second(em_with_labels(task, 0.1, 1)) != truth) == 0u);
  // Who is never sure, learns nothing more; labels given are kept.
  BOOST_TEST(distance(self_training(task, 0.1, 1.1), labels_alone(task, 0.1)) ==
             0);
  BOOST_TEST(distance(em_with_labels(task, 0.1, 0), labels_alone(task, 0.1)) <
             1e-9);
}

// Row 43c: a label is kept, even where the classifier is sure that it is wrong.
BOOST_AUTO_TEST_CASE(row_43c_self_training_changes_no_label) {
  const FewLabels task{arma::rowvec{0, 0.1, 0.2, 0.05, 5, 5.1, 5.2},
                       {0, 1, 2, 3, 4, 5, 6},
                       {0, 0, 0, 1, 1, 1, 1},
                       2};
  BOOST_TEST(labels_alone(task, 0.1)(0, 3) > 0.6);  // sure, and wrong
  BOOST_TEST(distance(self_training(task, 0.1, 0.6), labels_alone(task, 0.1)) ==
             0);
}

// Row 43c: the labels of the nearest, by hand.
BOOST_AUTO_TEST_CASE(row_43c_nearest_labels_by_hand) {
  const FewLabels task{arma::rowvec{0, 1, 5, 9}, {0, 1, 3}, {0, 1, 1}, 2};
  BOOST_TEST(distance(nearest_labels(task, 1), {{1, 0, 0, 0}, {0, 1, 1, 1}}) ==
             0);
  BOOST_TEST(distance(nearest_labels(task, 2).col(2), arma::vec{0, 1}) == 0);
  BOOST_TEST(distance(nearest_labels(task, 3).col(0),
                      arma::vec{1 / 3., 2 / 3.}) < 1e-15);
}

// Row 43c: the Laplacian SVM is at the minimum of (12.15).
BOOST_AUTO_TEST_CASE(row_43c_laplacian_svm_is_at_its_minimum) {
  Points moons = two_moons(1);
  moons.x = moons.x.cols(arma::regspace<arma::uvec>(0, 5, 299));
  moons.groups = moons.groups.elem(arma::regspace<arma::uvec>(0, 5, 299));
  const FewLabels task = moon_task(moons);
  const Graph graph = nearest_graph(moons.x, 6);
  const LaplacianSettings settings;
  const arma::uword n = moons.x.n_cols;
  arma::mat kernel(n, n), l(n, n, arma::fill::zeros);
  for (arma::uword i = 0; i < n; ++i) {
    for (arma::uword j = 0; j < n; ++j)
      kernel(i, j) =
          std::exp(-arma::accu(arma::square(moons.x.col(i) - moons.x.col(j))) /
                   (2 * settings.width * settings.width));
    for (const Edge& e : graph[i]) {
      l(i, i) += 1;
      l(i, e.to) -= 1;
    }
  }
  const auto objective = [&](const arma::vec& a) {
    const arma::vec f = kernel * a;
    double sum = 0;
    for (arma::uword i = 0; i < 2; ++i) {
      const double y = task.labels(i) == 1 ? 1 : -1;
      sum += std::pow(std::max(0.0, 1 - y * f(task.known(i))), 2) / 2;
    }
    return sum + settings.size * arma::dot(a, f) +
           settings.graph / double(n) * arma::dot(f, l * f);
  };
  const arma::vec f = laplacian_svm(graph, task, settings).t();
  const arma::vec a =
      arma::solve(kernel + 1e-10 * arma::mat(n, n, arma::fill::eye), f);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    // Directions of functions: small ones in all samples.
    const arma::vec direction = 1e-3 * random_matrix(n, 1, seed);
    BOOST_TEST(objective(a + direction) > objective(a));
    BOOST_TEST(objective(a - direction) > objective(a));
  }
}

// Two labels are enough where the graph follows the moons.
BOOST_AUTO_TEST_CASE(graphs_follow_the_moons_and_distances_do_not) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto all = two_labels_on_moons(two_moons(seed));
    BOOST_TEST_CONTEXT("seed " << seed) {
      BOOST_TEST(all[0].accuracy < 0.9);   // labels alone
      BOOST_TEST(all[1].accuracy < 0.95);  // self-training
      BOOST_TEST(all[2].accuracy > 0.97);  // propagation
      BOOST_TEST(all[3].accuracy > 0.97);  // spreading
      BOOST_TEST(all[4].accuracy < 0.9);   // SVM
      BOOST_TEST(all[5].accuracy > 0.97);  // Laplacian SVM
    }
  }
}

#ifndef __SANITIZE_ADDRESS__  // with a sanitizer, it takes minutes
// On the digits, with settings chosen in validation: ten labels on a graph are
// better than thirty alone in the mean of five draws, and better with every
// draw of the same ten; with a thousand, self-training is no better than the
// labels alone.
BOOST_AUTO_TEST_CASE(a_graph_is_worth_many_labels) {
  const LabelTrial trial(small_digits(), 1000, 297);
  const auto all = trial.run({10, 30, 1000}, {1, 2, 3, 4, 5});
  const auto mean = [&](std::size_t method, arma::uword row) {
    return arma::mean(all[method].test.row(row));
  };
  enum { alone, nearest_label, self, em_steps, co, propagated, spreaded };
  for (const std::size_t graph : {propagated, spreaded}) {
    BOOST_TEST(
        arma::all(all[graph].test.row(0) > all[alone].test.row(0) + 0.1));
    BOOST_TEST(arma::all(all[graph].test.row(0) >
                         all[nearest_label].test.row(0) + 0.1));
    BOOST_TEST(mean(graph, 0) > mean(alone, 1) + 0.02);
    BOOST_TEST(mean(graph, 1) > mean(alone, 1) + 0.05);
    // With a thousand, the gain is small.
    BOOST_TEST(mean(graph, 2) - mean(nearest_label, 2) < 0.02);
  }
  BOOST_TEST(mean(self, 0) > mean(alone, 0) + 0.02);
  BOOST_TEST(mean(em_steps, 0) > mean(alone, 0) + 0.05);
  BOOST_TEST(mean(co, 0) > mean(alone, 0) + 0.01);
  BOOST_TEST(mean(co, 2) < mean(alone, 2) - 0.01);
  BOOST_TEST(mean(self, 2) < mean(alone, 2));
  BOOST_TEST(mean(em_steps, 2) < mean(alone, 2) + 0.01);
}
#endif

}  // namespace chapter12
