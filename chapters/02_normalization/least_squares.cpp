#include "least_squares.hpp"

namespace chapter02 {

double minimum_of(const LeastSquares& problem) {
  return problem.loss(problem.best());
}

}  // namespace chapter02
