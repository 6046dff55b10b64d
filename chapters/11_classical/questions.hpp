/// Trees that ask for one of several answers: ID3's gain and C4.5's gain ratio.
#pragma once

#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// A question with its possible answers.
struct Question {
  std::string name;
  std::vector<std::string> answers;
};

/// What is known of some days: x(question, day) is the number of the answer,
/// y(day) the class.
struct AnsweredDays {
  std::vector<Question> questions;
  arma::umat x;
  arma::uvec y;
  std::vector<std::string> classes;
};

/// Fourteen Saturdays, and whether one would play: the table of Quinlan 1986.
AnsweredDays fourteen_days();

/// The same with one more question, the number of the day, and `copies` times
/// as many days, each with a number of its own.
AnsweredDays with_day_numbers(const AnsweredDays& days, arma::uword copies);

/// How many days have each answer: row, to each class: column.
arma::mat answer_counts(const AnsweredDays& days, arma::uword question);

/// ID3: by how many bits the answer lowers the entropy of the class.
double information_gain(const arma::mat& answer_counts);
/// The entropy of the answers themselves.
double split_information(const arma::mat& answer_counts);
/// C4.5: the gain for each bit of answer; 0 if all answers are the same.
double gain_ratio(const arma::mat& answer_counts);

using Measure = double (*)(const arma::mat& answer_counts);

/// A tree of questions: a leaf has no children and decides by `majority`.
struct QuestionNode {
  arma::uword question = 0, majority = 0, days = 0;
  std::vector<QuestionNode> children;  ///< one for each answer
};

/// ID3 with the gain, with the ratio C4.5's choice of questions: the question
/// with the largest measure (the first of equals), then the same for the days
/// of each answer, until all agree or nothing is left to ask.
QuestionNode grow_by_questions(const AnsweredDays& days, Measure measure);

/// The class of a day with these answers.
arma::uword decide(const QuestionNode& tree, const arma::uvec& answers);

}  // namespace chapter11
