/// Exploration and its price: ten arms, of which one does not know which pays
/// best. Robbins 1952; Sutton and Barto 2018, section 2.3.
#pragma once

#include <functional>

#include "mdp.hpp"

namespace chapter13 {

/// The share of random actions in a step, counted from 0.
using Epsilon = std::function<double(double step)>;

/// What one player saw: the mean of the arm that was pulled and whether it was
/// the best one, step by step, and what the best arm pays.
struct Game {
  arma::vec means, best;  ///< steps x 1; best: 1 if it was the best arm
  double most = 0;
};

/// Ten arms with means from N(0, 1); every pull pays its mean + N(0, 1). The
/// player takes the arm with the largest mean so far, or any with epsilon.
Game play(const Epsilon& epsilon, arma::uword steps, nn::Random arms,
          nn::Random choices);

/// The mean of many games with different arms. Regret: what the best arm would
/// have paid until then minus what the pulled ones pay, both in the mean.
struct Games {
  arma::vec reward, best, regret;  ///< steps x 1
  double error = 0;                ///< standard error of the last regret
};
Games play_many(const Epsilon& epsilon, arma::uword steps, std::uint32_t games,
                std::uint64_t seed);

/// epsilon, always.
Epsilon constant(double epsilon);
/// c / (c + step): 1 at first, 1/2 at step c.
Epsilon decaying(double c);

/// The mean of the largest of `arms` sample means, each of `pulls` numbers from
/// N(0, 1): above 0, which all arms are worth.
double mean_of_largest(arma::uword arms, int pulls, int trials,
                       nn::Random random);
/// The same with the arm chosen by one half of the pulls and its value taken
/// from the other half (double learning, van Hasselt 2010).
double mean_of_largest_in_halves(arma::uword arms, int pulls, int trials,
                                 nn::Random random);

}  // namespace chapter13
