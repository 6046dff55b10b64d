#include "choose_k.hpp"

#include "neighbors.hpp"

namespace chapter11 {

ChosenK choose_k(const Split& data, arma::uword most) {
  ChosenK chosen;
  chosen.curve = leave_one_out(data.train.x, data.train.y, most);
  chosen.k = chosen.curve.index_min() + 1;
  const Neighbors found = nearest(data.train.x, data.test.x, chosen.k);
  chosen.test_error =
      error_rate(vote(found, chosen.k, data.train.y), data.test.y);
  return chosen;
}

}  // namespace chapter11
