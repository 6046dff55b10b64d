/// Trees: Quinlan's published numbers, and scikit-learn's recorded trees.
#pragma once

#include <boost/test/unit_test.hpp>

#include "11_classical/best_split.hpp"
#include "11_classical/impurity.hpp"
#include "11_classical/pruning.hpp"
#include "11_classical/questions.hpp"
#include "11_golden.hpp"

namespace chapter11 {

// Sums of at most 80 weights: a few units in the last place.
constexpr double rounding = 1e-12;

BOOST_AUTO_TEST_CASE(row_43a_entropy_and_gini_by_hand) {
  BOOST_TEST(entropy({1, 1}) == 1);
  BOOST_TEST(entropy({4, 0}) == 0);
  BOOST_TEST(entropy({1, 1, 1, 1}) == 2);
  BOOST_TEST(std::abs(entropy({9, 5}) - 0.940286) < 5e-7);  // Quinlan: 0.940
  BOOST_TEST(gini({1, 1}) == 0.5);
  BOOST_TEST(gini({4, 0}) == 0);
  BOOST_TEST(gini({1, 1, 1, 1}) == 0.75);
  BOOST_TEST(std::abs(gini({3, 1}) - 0.375) < rounding);  // 1 - 9/16 - 1/16
}

// Quinlan 1986 prints 0.246, 0.029, 0.151 and 0.048 bits, cut or rounded to
// three digits, and the ratios 0.156, 0.019, 0.151 (of 0.152) and 0.049.
BOOST_AUTO_TEST_CASE(row_43a_quinlans_gains_and_ratios) {
  const AnsweredDays days = fourteen_days();
  const arma::vec gains{0.246, 0.029, 0.151, 0.048};
  const arma::vec ratios{0.156, 0.019, 0.151, 0.049};
  for (arma::uword q = 0; q < 4; ++q) {
    const arma::mat counts = answer_counts(days, q);
    BOOST_TEST(arma::accu(counts) == 14);
    BOOST_TEST(std::abs(information_gain(counts) - gains(q)) < 1e-3);
    BOOST_TEST(std::abs(gain_ratio(counts) - ratios(q)) < 1e-3);
  }
  const arma::mat outlook = answer_counts(days, 0);
  BOOST_TEST(apart(outlook, {{3, 2}, {0, 4}, {2, 3}}) == 0);
}

// Quinlan's tree: outlook, then humidity for sunny days and wind for rain.
BOOST_AUTO_TEST_CASE(row_43a_id3_grows_quinlans_tree) {
  const AnsweredDays days = fourteen_days();
  for (const Measure measure : {&information_gain, &gain_ratio}) {
    const QuestionNode tree = grow_by_questions(days, measure);
    BOOST_TEST(tree.question == 0u);
    BOOST_REQUIRE(tree.children.size() == 3u);
    BOOST_TEST(tree.children[0].question == 2u);
    BOOST_TEST(tree.children[1].children.empty());
    BOOST_TEST(tree.children[1].majority == 1u);
    BOOST_TEST(tree.children[2].question == 3u);
    for (const QuestionNode& child : tree.children)
      for (const QuestionNode& leaf : child.children)
        BOOST_TEST(leaf.children.empty());
    for (arma::uword day = 0; day < 14; ++day)
      BOOST_TEST(decide(tree, days.x.col(day)) == days.y(day));
  }
}

// The gain prefers the number of the day, however long the table; the ratio
// does so with 14 days, and no longer with 112.
BOOST_AUTO_TEST_CASE(row_43a_many_answers_fool_the_gain) {
  for (const arma::uword copies : {1u, 2u, 4u, 8u, 16u}) {
    const AnsweredDays days = with_day_numbers(fourteen_days(), copies);
    const arma::mat number = answer_counts(days, 4),
                    outlook = answer_counts(days, 0);
    BOOST_TEST(number.n_rows == 14 * copies);
    BOOST_TEST(information_gain(number) > information_gain(outlook) + 0.6);
    BOOST_TEST(std::abs(split_information(number) -
                        std::log2(14.0 * double(copies))) < rounding);
    const double lead = gain_ratio(number) - gain_ratio(outlook);
    if (copies == 1) BOOST_TEST(lead > 0.05);
    if (copies >= 8) BOOST_TEST(lead < -0.01);
  }
}

// With 0 and 1 as targets, variance and Gini impurity are the same number.
BOOST_AUTO_TEST_CASE(row_43a_gini_is_a_variance) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    const Samples data = two_moons(100, 0.3, random);
    const arma::mat classes = one_hot(data.y, 2);
    const arma::vec ones(100, arma::fill::ones);
    const Tree tree = grow_tree({data.x, classes, ones}, {.max_depth = 4});
    for (const Node& node : tree.nodes)
      BOOST_TEST(std::abs(node.impurity - gini(node.value)) < rounding);
    // A tree of numbers on 0 and 1: half the impurity, the same splits.
    const arma::mat row = classes.row(1);
    const Tree numbers = grow_tree({data.x, row, ones}, {.max_depth = 4});
    BOOST_REQUIRE(numbers.nodes.size() == tree.nodes.size());
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      BOOST_TEST(numbers.nodes[i].threshold == tree.nodes[i].threshold);
      BOOST_TEST(std::abs(2 * numbers.nodes[i].impurity -
                          tree.nodes[i].impurity) < rounding);
    }
  }
}

// The best split against all of them, each counted from the start.
BOOST_AUTO_TEST_CASE(row_43a_the_best_split_is_the_best_of_all) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    const Samples data = two_moons(40, 0.4, random);
    const arma::mat targets = one_hot(data.y, 2);
    const arma::vec ones(40, arma::fill::ones);
    for (const Impurity kind : {Impurity::gini, Impurity::entropy}) {
      const SplitChoice found =
          best_split({data.x, targets, ones}, arma::regspace<arma::uvec>(0, 39),
                     {0, 1}, {.impurity = kind});
      double least = 1e9;
      for (const arma::uword f : {0u, 1u})
        for (const double t : arma::rowvec(data.x.row(f))) {
          const arma::uvec yes = arma::find(data.x.row(f) <= t);
          const arma::uvec no = arma::find(data.x.row(f) > t);
          const auto cost = [&](const arma::uvec& side) {
            const arma::vec counts = arma::sum(targets.cols(side), 1);
            return double(side.n_elem) / 40 *
                   (kind == Impurity::gini ? gini(counts) : entropy(counts));
          };
          if (!no.empty()) least = std::min(least, cost(yes) + cost(no));
        }
      BOOST_TEST(std::abs(found.cost - least) < rounding);
    }
  }
}

BOOST_AUTO_TEST_CASE(row_43a_trees_are_scikit_learns) {
  int checked = 0;
  for (const auto& c : recorded("trees")) {
    const Samples data = samples(c);
    const bool classes = c.at("classes") > 0;
    const arma::mat targets = classes ? one_hot(data.y, data.classes)
                                      : arma::mat(numbers(c.at("y")).t());
    const Tree tree = grow_tree({data.x, targets, numbers(c.at("weights"))},
                                tree_options(c.at("settings")));
    const auto same = [&](const char* name, const arma::vec& found) {
      BOOST_TEST_CONTEXT(c.at("name") << " " << name)
      BOOST_TEST(apart(found, numbers(c.at(name))) < 1e-10);
    };
    same("feature", of_nodes(tree, [](const Node& n) { return n.feature; }));
    same("threshold",
         of_nodes(tree, [](const Node& n) { return n.threshold; }));
    same("left", of_nodes(tree, [](const Node& n) { return n.left; }));
    same("right", of_nodes(tree, [](const Node& n) { return n.right; }));
    same("impurity", of_nodes(tree, [](const Node& n) { return n.impurity; }));
    same("weight", of_nodes(tree, [](const Node& n) { return n.weight; }));
    const arma::mat predicted = tree.predict(golden::batch(c.at("test")));
    same("predicted", arma::vectorise(predicted));
    BOOST_TEST(tree.nodes.size() > 6u);
    ++checked;
  }
  BOOST_TEST(checked == 5);
}

BOOST_AUTO_TEST_CASE(row_43a_pruning_is_scikit_learns) {
  for (const auto& c : recorded("trees")) {
    const Samples data = samples(c);
    const arma::mat targets = c.at("classes") > 0
                                  ? one_hot(data.y, data.classes)
                                  : arma::mat(numbers(c.at("y")).t());
    const Tree tree = grow_tree({data.x, targets, numbers(c.at("weights"))},
                                tree_options(c.at("settings")));
    const std::vector<PruningStep> path = pruning_path(tree);
    arma::vec alphas(path.size()), impurities(path.size());
    for (arma::uword i = 0; i < path.size(); ++i) {
      alphas(i) = path[i].alpha;
      impurities(i) = path[i].impurity;
    }
    BOOST_TEST_CONTEXT(c.at("name")) {
      BOOST_TEST(apart(alphas, numbers(c.at("ccp_alphas"))) < 1e-10);
      BOOST_TEST(apart(impurities, numbers(c.at("ccp_impurities"))) < 1e-10);
    }
    BOOST_TEST(path.back().tree.leaves() == 1u);
  }
}

// Every subtree of a small tree: none has a lower R + alpha * leaves.
BOOST_AUTO_TEST_CASE(row_43a_pruned_trees_are_the_cheapest) {
  nn::Random random(1);
  const Samples data = two_moons(60, 0.4, random);
  const Tree tree = grow_tree(data, {.max_depth = 4});
  const std::vector<PruningStep> path = pruning_path(tree);
  for (const double alpha : {0.003, 0.01, 0.02, 0.05, 0.3}) {
    // The cheapest below each node: a leaf, or the best of both children.
    std::vector<double> cost(tree.nodes.size());
    for (std::size_t i = tree.nodes.size(); i-- > 0;) {
      const Node& node = tree.nodes[i];
      cost[i] = node.impurity * node.weight / tree.nodes[0].weight + alpha;
      if (!node.is_leaf())
        cost[i] = std::min(cost[i], cost[node.left] + cost[node.right]);
    }
    const Tree small = pruned(tree, alpha);
    BOOST_TEST(std::abs(leaf_impurity(small) + alpha * double(small.leaves()) -
                        cost[0]) < rounding);
  }
  for (std::size_t i = 1; i < path.size(); ++i) {
    BOOST_TEST(path[i].alpha >= path[i - 1].alpha - rounding);
    BOOST_TEST(path[i].tree.leaves() < path[i - 1].tree.leaves());
  }
}

// XOR: no first question helps, and the tree must ask it all the same.
BOOST_AUTO_TEST_CASE(row_43a_a_split_without_gain_may_open_the_way) {
  const Samples data{{{0, 0, 1, 1}, {0, 1, 0, 1}}, {0, 1, 1, 0}, 2};
  const Tree tree = grow_tree(data);
  BOOST_TEST(tree.leaves() == 4u);
  BOOST_TEST(tree.depth() == 2u);
  BOOST_TEST(error_rate(classify(tree, data.x), data.y) == 0);
  BOOST_TEST(tree.nodes[tree.nodes[0].left].impurity == tree.nodes[0].impurity);
}

BOOST_AUTO_TEST_CASE(row_43a_the_options_stop_a_tree) {
  nn::Random random(1);
  const Samples data = two_moons(200, 0.5, random);
  for (const arma::uword depth : {0u, 1u, 3u})
    BOOST_TEST(grow_tree(data, {.max_depth = depth}).depth() == depth);
  const Tree tree = grow_tree(data, {.min_leaf = 7});
  for (const Node& node : tree.nodes)
    BOOST_TEST(node.weight >= 7);
  BOOST_TEST(grow_tree(data).leaves() > tree.leaves());
}

}  // namespace chapter11
