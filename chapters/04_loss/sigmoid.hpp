/// Yes-or-no questions: the sigmoid and its cross-entropy.
/// Source: notes C4.2 and D1.4.2.
#pragma once

namespace chapter04 {

/// 1 / (1 + e^-z): softmax of two scores z and 0.
double sigmoid(double z);

/// A yes-or-no question: -log p if the answer is yes (1), else -log(1 - p),
/// where p = sigmoid(z).
double binary_cross_entropy(double z, double target);

/// The formula taken literally. At z = 40 the double nearest to p is 1, and
/// log(1 - p) is minus infinity.
double binary_cross_entropy_naive(double z, double target);

}  // namespace chapter04
