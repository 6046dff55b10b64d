#include "losses.hpp"

#include "elementwise.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

/// The largest logit of each sample, as a constant: subtracting it changes no
/// result, so no derivative goes through it.
Tensor highest(const Tensor& logits) {
  return stop_gradient(largest(logits));
}

Tensor sum_of_columns(const Tensor& x) {
  return sum(x, {1, x.dims()[1]});
}

}  // namespace

Tensor softmax(const Located& logits) {
  const Within within(logits);
  const Tensor e = exp(logits.tensor - highest(logits.tensor));
  return e / sum_of_columns(e);
}

// #region softmax_cross_entropy
Tensor softmax_cross_entropy(const Located& logits, const Tensor& labels) {
  const Within within(logits);
  const Tensor& z = logits.tensor;
  const Tensor top = highest(z);
  const Tensor log_sum = log(sum_of_columns(exp(z - top)));
  return mean(log_sum - (gather(z, labels) - top));
}
// #endregion softmax_cross_entropy

Tensor mean_squared_error(const Located& y, const Tensor& target) {
  const Within within(y);
  const Tensor error = y.tensor - target;
  return mean(error * error);
}

}  // namespace chapter14
