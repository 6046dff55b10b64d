/// Q-learning with a model that it learns by itself: Dyna-Q. Sutton 1990;
/// Sutton and Barto 2018, section 8.2.
#pragma once

#include "control.hpp"

namespace chapter13 {

/// Q-learning that also remembers what every action led to, and repeats
/// `planning` remembered steps after every real one. For processes without
/// chance. Zero is q_learning() step by step.
///
/// Learned::returns holds the greedy return after every episode here, and
/// `steps` the real steps that were taken until its end.
struct Dyna {
  arma::mat q;
  arma::vec returns, steps;
};
Dyna dyna_q(const Mdp& mdp, arma::uword start, const Lessons& lessons,
            int planning, nn::Random random);

/// The real steps until the greedy way first brought `wanted`; the steps of
/// all episodes if it never did.
double steps_until(const Dyna& dyna, double wanted);

}  // namespace chapter13
