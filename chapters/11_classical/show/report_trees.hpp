/// What the chapter prints about trees.
#pragma once

#include <string>
#include <vector>

#include "../pruning.hpp"
#include "../questions.hpp"
#include "../samples.hpp"

namespace chapter11 {

/// The table of the days, as it is.
void print_days(const AnsweredDays& days);

/// Each question with its answers, gain, split information and ratio.
void print_questions(const AnsweredDays& days);

/// The tree as indented lines.
void print_question_tree(const AnsweredDays& days, const QuestionNode& tree);

/// Outlook and day number, for tables of 14, 28, ... days.
void print_many_answers(const AnsweredDays& days);

/// Entropy, Gini impurity and the share of the minority.
void print_measures();

/// The best threshold of each feature.
void print_thresholds(const nn::Table& table);

/// A tree on numbers as indented lines.
void print_tree(const Tree& tree, const std::vector<std::string>& features,
                const std::vector<std::string>& classes);

/// Means over several draws: rows are depths or sizes of a leaf.
struct StoppingErrors {
  std::string name;
  std::vector<arma::uword> values;
  arma::mat errors;  ///< values x (training, validation)
  arma::vec leaves;
};
void print_stopping(const StoppingErrors& stopping);

/// The path of pruning: of each tree, the price, the leaves, three errors.
void print_pruning(const std::vector<PruningStep>& path, const Samples& train,
                   const Samples& validation, const Samples& test);

/// "12.3 +- 1.2" in percent.
std::string percent(const arma::vec& shares);

}  // namespace chapter11
