/// Three small processes: a machine that wears out, the random walk and the
/// cliff of Sutton and Barto 2018, examples 6.2 and 6.6.
#pragma once

#include "mdp.hpp"

namespace chapter13 {

namespace machine {
enum State : arma::uword { good, worn, broken };
enum Action : arma::uword { run, repair };
}  // namespace machine

/// A machine earns money while it runs, but it wears out. Three states, two
/// actions, no end.
Mdp worn_machine();

/// Seven places in a row; both ends are final. From the others one step to
/// the left or to the right, whatever one does; only the right end pays 1.
Mdp random_walk();
constexpr arma::uword walk_start = 3;
/// The chance to end on the right: 1/6 … 5/6, and 0 in both ends.
arma::vec walk_truth();

namespace cliff {
constexpr arma::uword rows = 4, columns = 12;
enum Action : arma::uword { up, right, down, left };
/// Row 0 is the uppermost.
constexpr arma::uword cell(arma::uword row, arma::uword column) {
  return row * columns + column;
}
constexpr arma::uword start = cell(rows - 1, 0);
constexpr arma::uword goal = cell(rows - 1, columns - 1);
/// Between start and goal: a step there costs 100 and leads to the start.
constexpr bool falls(arma::uword cell) {
  return cell > start && cell < goal;
}
}  // namespace cliff

/// 4 x 12 cells; every step costs 1, and one into a wall goes nowhere.
Mdp cliff_walk();

}  // namespace chapter13
