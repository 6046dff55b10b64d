#include "report_trees.hpp"

#include <algorithm>

#include "nn/core/print.hpp"

#include "../best_split.hpp"
#include "../impurity.hpp"

namespace chapter11 {

std::string percent(const arma::vec& shares) {
  return fmt::format("{:5.2f} +- {:4.2f}", 100 * arma::mean(shares),
                     100 * arma::stddev(shares));
}

void print_days(const AnsweredDays& days) {
  fmt::print("  day");
  for (const Question& q : days.questions)
    fmt::print("  {:<11}", q.name);
  fmt::print("  class\n");
  for (arma::uword i = 0; i < days.y.n_elem; ++i) {
    fmt::print("  {:3}", i + 1);
    for (arma::uword q = 0; q < days.questions.size(); ++q)
      fmt::print("  {:<11}", days.questions[q].answers[days.x(q, i)]);
    fmt::print("  {}\n", days.classes[days.y(i)]);
  }
}

void print_questions(const AnsweredDays& days) {
  fmt::print("\n  question     days to play of all{:26}gain  split  ratio\n",
             "");
  for (arma::uword q = 0; q < days.questions.size(); ++q) {
    const arma::mat counts = answer_counts(days, q);
    std::string answers;
    for (arma::uword a = 0; a < counts.n_rows; ++a)
      answers += fmt::format("{} {} of {}, ", days.questions[q].answers[a],
                             counts(a, 1), arma::accu(counts.row(a)));
    answers.resize(answers.size() - 2);
    fmt::print("  {:<11}  {:<43} {:5.3f}  {:5.3f}  {:5.3f}\n",
               days.questions[q].name, answers, information_gain(counts),
               split_information(counts), gain_ratio(counts));
  }
}

namespace {

void print_branch(const AnsweredDays& days, const QuestionNode& node,
                  const std::string& indent) {
  const Question& question = days.questions[node.question];
  for (std::size_t a = 0; a < node.children.size(); ++a) {
    const QuestionNode& child = node.children[a];
    fmt::print("  {}{} = {}", indent, question.name, question.answers[a]);
    if (child.children.empty())
      fmt::print(": {} ({} days)\n", days.classes[child.majority], child.days);
    else {
      fmt::print("\n");
      print_branch(days, child, indent + "    ");
    }
  }
}

void print_node(const Tree& tree, arma::uword at, const std::string& indent,
                const std::vector<std::string>& features,
                const std::vector<std::string>& classes) {
  const Node& node = tree.nodes[at];
  if (node.is_leaf()) {
    fmt::print("  {}{} ({:.0f} samples, Gini {:.3f})\n", indent,
               classes[node.value.index_max()], node.weight, node.impurity);
    return;
  }
  fmt::print("  {}{} <= {:.2f}?\n", indent, features[node.feature],
             node.threshold);
  print_node(tree, node.left, indent + "  y ", features, classes);
  print_node(tree, node.right, indent + "  n ", features, classes);
}

}  // namespace

void print_question_tree(const AnsweredDays& days, const QuestionNode& tree) {
  print_branch(days, tree, "");
}

void print_many_answers(const AnsweredDays& days) {
  fmt::print(
      "              gain                 ratio\n"
      "        days  outlook  day number  outlook  day number\n");
  for (arma::uword copies : {1, 2, 4, 8, 16}) {
    const AnsweredDays more = with_day_numbers(days, copies);
    const arma::mat outlook = answer_counts(more, 0),
                    number = answer_counts(more, 4);
    fmt::print("  {:10}  {:7.3f}  {:10.3f}  {:7.3f}  {:10.3f}\n", more.y.n_elem,
               information_gain(outlook), information_gain(number),
               gain_ratio(outlook), gain_ratio(number));
  }
}

void print_measures() {
  fmt::print("  share of class 1   entropy    Gini   2 Gini   minority\n");
  for (double p : {0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5})
    fmt::print("  {:16.2f} {:9.3f} {:7.3f} {:8.3f} {:10.3f}\n", p,
               entropy({1 - p, p}), gini({1 - p, p}), 2 * gini({1 - p, p}),
               std::min(p, 1 - p));
}

void print_thresholds(const nn::Table& table) {
  const Samples data = samples_of(table);
  const arma::mat targets = one_hot(data.y, data.classes);
  const arma::vec ones(data.size(), arma::fill::ones);
  const arma::uvec all = arma::regspace<arma::uvec>(0, data.size() - 1);
  fmt::print("  feature             threshold   mean Gini after it\n");
  for (arma::uword f = 0; f < data.features(); ++f) {
    const SplitChoice split =
        best_split({data.x, targets, ones}, all, arma::uvec{f}, {});
    fmt::print("  {:<20}{:9.2f}{:21.4f}\n", table.feature_names[f],
               split.threshold, split.cost);
  }
}

void print_tree(const Tree& tree, const std::vector<std::string>& features,
                const std::vector<std::string>& classes) {
  print_node(tree, 0, "", features, classes);
}

void print_stopping(const StoppingErrors& stopping) {
  fmt::print("  {:<14}   leaves   training error   validation error (%)\n",
             stopping.name);
  for (arma::uword i = 0; i < stopping.values.size(); ++i)
    fmt::print("  {:14} {:8.1f} {:16.2f} {:18.2f}\n", stopping.values[i],
               stopping.leaves(i), 100 * stopping.errors(i, 0),
               100 * stopping.errors(i, 1));
}

void print_pruning(const std::vector<PruningStep>& path, const Samples& train,
                   const Samples& validation, const Samples& test) {
  fmt::print("  alpha     leaves   training   validation   test error (%)\n");
  const auto error = [](const Tree& tree, const Samples& data) {
    return 100 * error_rate(classify(tree, data.x), data.y);
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Tree& tree = path[i].tree;
    const bool shown = i == 0 || tree.leaves() <= 15;
    if (!shown) continue;
    fmt::print("  {:.5f} {:8} {:10.2f} {:12.2f} {:12.2f}\n", path[i].alpha,
               tree.leaves(), error(tree, train), error(tree, validation),
               error(tree, test));
  }
}

}  // namespace chapter11
