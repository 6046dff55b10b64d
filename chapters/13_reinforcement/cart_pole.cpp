#include "cart_pole.hpp"

#include <cmath>

namespace chapter13 {

// #region accelerations
Accelerations accelerations(const CartPole& world, const State& state,
                            double force) {
  const double angle = state(2), rate = state(3);
  const double sine = std::sin(angle), cosine = std::cos(angle);
  const double mass = world.cart + world.pole;
  const double moment = world.pole * world.half_length;
  const double push = (force + moment * rate * rate * sine) / mass;
  const double pole =
      (world.gravity * sine - cosine * push) /
      (world.half_length * (4.0 / 3 - world.pole * cosine * cosine / mass));
  return {push - moment * pole * cosine / mass, pole};
}
// #endregion accelerations

// #region cart-pole-step
State cart_pole_step(const CartPole& world, const State& state,
                     arma::uword action) {
  const double force = action == 1 ? world.force : -world.force;
  const auto [cart, pole] = accelerations(world, state, force);
  return {state(0) + world.time * state(1), state(1) + world.time * cart,
          state(2) + world.time * state(3), state(3) + world.time * pole};
}

bool fallen(const CartPole& world, const State& state) {
  return !(std::abs(state(0)) <= world.widest &&
           std::abs(state(2)) <= world.steepest);
}
// #endregion cart-pole-step

State cart_pole_start(nn::Random& random) {
  State state(4);
  state.imbue([&] { return random.uniform(-0.05, 0.05); });
  return state;
}

double energy(const CartPole& world, const State& state) {
  const double l = world.half_length, m = world.pole;
  const double speed = state(1), rate = state(3), cosine = std::cos(state(2));
  return (world.cart + m) * speed * speed / 2 + m * l * speed * rate * cosine +
         m * l * l * rate * rate * 2 / 3 + m * world.gravity * l * cosine;
}

}  // namespace chapter13
