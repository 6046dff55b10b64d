/// A pole on a cart: the physics of Barto, Sutton and Anderson 1983, without
/// friction.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter13 {

struct CartPole {
  double gravity = 9.8;         // m / s^2
  double cart = 1, pole = 0.1;  // kg
  double half_length = 0.5;     // m, from the hinge to the middle of the pole
  double force = 10;            // N, to the left or to the right
  double time = 0.02;           // s, one step
  double widest = 2.4;          // m: the end of the track
  double steepest = 12 * arma::datum::pi / 180;  // rad: the pole has fallen
};

/// Position (m), speed (m/s), angle from the vertical (rad), its rate (rad/s).
using State = arma::vec;

/// Accelerations of the cart (m/s^2) and of the pole (rad/s^2) under a force
/// (N). Equations (1) and (2) of the paper's appendix with friction 0.
struct Accelerations {
  double cart = 0, pole = 0;
};
Accelerations accelerations(const CartPole& world, const State& state,
                            double force);

/// The state 0.02 s later, by Euler's method; action 0 pushes to the left, 1
/// to the right.
State cart_pole_step(const CartPole& world, const State& state,
                     arma::uword action);

/// Has the cart left the track, or has the pole fallen?
bool fallen(const CartPole& world, const State& state);

/// Four numbers from (-0.05, 0.05).
State cart_pole_start(nn::Random& random);

/// Kinetic and potential energy (J). What a force does to it in a second is
/// force times speed: a check of the equations.
double energy(const CartPole& world, const State& state);

/// Steps until the end of an episode, at most 500.
constexpr int longest_episode = 500;

}  // namespace chapter13
