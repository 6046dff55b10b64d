#include "worlds.hpp"

namespace chapter13 {

Mdp worn_machine() {
  using namespace machine;
  Mdp mdp{2, std::vector<std::vector<Outcomes>>(3, {{}, {}})};
  mdp.of[good][run] = {{0.5, good, 4}, {0.5, worn, 4}};
  mdp.of[good][repair] = {{1, good, 1}};
  mdp.of[worn][run] = {{0.5, worn, 2}, {0.5, broken, 2}};
  mdp.of[worn][repair] = {{1, good, -1}};
  mdp.of[broken][run] = {{1, broken, 0}};
  mdp.of[broken][repair] = {{1, good, -3}};
  return mdp;
}

Mdp random_walk() {
  Mdp mdp{1, std::vector<std::vector<Outcomes>>(7)};
  for (arma::uword s = 1; s < 6; ++s)
    mdp.of[s] = {{{0.5, s - 1, 0}, {0.5, s + 1, s == 5 ? 1.0 : 0.0}}};
  return mdp;
}

arma::vec walk_truth() {
  arma::vec truth(7, arma::fill::zeros);
  for (arma::uword s = 1; s < 6; ++s)
    truth(s) = double(s) / 6;
  return truth;
}

namespace {

/// What a step from a cell leads to.
Outcome cliff_step(arma::uword row, arma::uword column, arma::uword action) {
  using namespace cliff;
  if (action == up && row > 0) --row;
  if (action == down && row + 1 < rows) ++row;
  if (action == left && column > 0) --column;
  if (action == right && column + 1 < columns) ++column;
  const arma::uword to = cell(row, column);
  return falls(to) ? Outcome{1, start, -100} : Outcome{1, to, -1};
}

}  // namespace

Mdp cliff_walk() {
  using namespace cliff;
  Mdp mdp{4, std::vector<std::vector<Outcomes>>(rows * columns)};
  for (arma::uword s = 0; s <= start; ++s)
    for (arma::uword action = 0; action < 4; ++action)
      mdp.of[s].push_back({cliff_step(s / columns, s % columns, action)});
  return mdp;
}

}  // namespace chapter13
