#include "questions.hpp"

#include "impurity.hpp"

namespace chapter11 {

AnsweredDays fourteen_days() {
  return {{{"outlook", {"sunny", "overcast", "rain"}},
           {"temperature", {"hot", "mild", "cool"}},
           {"humidity", {"high", "normal"}},
           {"windy", {"no", "yes"}}},
          {{0, 0, 1, 2, 2, 2, 1, 0, 0, 2, 0, 1, 1, 2},
           {0, 0, 0, 1, 2, 2, 2, 1, 2, 1, 1, 1, 0, 1},
           {0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0},
           {0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1}},
          {0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0},
          {"stay", "play"}};
}

AnsweredDays with_day_numbers(const AnsweredDays& days, arma::uword copies) {
  AnsweredDays more = days;
  more.x = arma::repmat(days.x, 1, copies);
  more.y = arma::repmat(days.y, copies, 1);
  Question number{"day number", {}};
  for (arma::uword i = 0; i < more.y.n_elem; ++i)
    number.answers.push_back(fmt::format("{}", i + 1));
  more.questions.push_back(number);
  more.x.insert_rows(
      more.x.n_rows,
      arma::regspace<arma::urowvec>(0, more.y.n_elem - 1).eval());
  return more;
}

arma::mat answer_counts(const AnsweredDays& days, arma::uword question) {
  arma::mat counts(days.questions[question].answers.size(), days.classes.size(),
                   arma::fill::zeros);
  for (arma::uword i = 0; i < days.y.n_elem; ++i)
    counts(days.x(question, i), days.y(i)) += 1;
  return counts;
}

// #region gain
double information_gain(const arma::mat& answer_counts) {
  const double n = arma::accu(answer_counts);
  double bits = entropy(arma::sum(answer_counts, 0).t());
  for (arma::uword answer = 0; answer < answer_counts.n_rows; ++answer) {
    const arma::vec days = answer_counts.row(answer).t();
    bits -= arma::accu(days) / n * entropy(days);
  }
  return bits;
}

double split_information(const arma::mat& answer_counts) {
  return entropy(arma::sum(answer_counts, 1));
}

double gain_ratio(const arma::mat& answer_counts) {
  const double bits = split_information(answer_counts);
  return bits > 0 ? information_gain(answer_counts) / bits : 0;
}
// #endregion gain

namespace {

AnsweredDays those_with(const AnsweredDays& days, arma::uword question,
                        arma::uword answer) {
  AnsweredDays some = days;
  const arma::uvec chosen = arma::find(days.x.row(question) == answer);
  some.x = days.x.cols(chosen);
  some.y = days.y.elem(chosen);
  return some;
}

}  // namespace

// #region id3
QuestionNode grow_by_questions(const AnsweredDays& days, Measure measure) {
  arma::vec classes(days.classes.size(), arma::fill::zeros);
  for (arma::uword y : days.y)
    classes(y) += 1;
  QuestionNode node{0, classes.index_max(), days.y.n_elem, {}};
  double best = 1e-12;  // less is rounding: the answers say nothing
  bool asks = false;
  for (arma::uword q = 0; q < days.questions.size(); ++q) {
    const double value = measure(answer_counts(days, q));
    if (value <= best) continue;
    best = value;
    node.question = q;
    asks = true;
  }
  if (!asks) return node;
  const auto& answers = days.questions[node.question].answers;
  for (arma::uword answer = 0; answer < answers.size(); ++answer) {
    const AnsweredDays some = those_with(days, node.question, answer);
    node.children.push_back(some.y.empty()
                                ? QuestionNode{0, node.majority, 0, {}}
                                : grow_by_questions(some, measure));
  }
  return node;
}
// #endregion id3

arma::uword decide(const QuestionNode& tree, const arma::uvec& answers) {
  const QuestionNode* node = &tree;
  while (!node->children.empty())
    node = &node->children[answers(node->question)];
  return node->majority;
}

}  // namespace chapter11
