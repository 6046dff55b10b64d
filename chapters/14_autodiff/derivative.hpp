/// Derivatives of a graph, as nodes of the same graph: so they have derivatives
/// themselves.
#pragma once

#include "operation.hpp"

namespace chapter14 {

/// d y / d each of the variables; y must be a single number. Each gradient is
/// named "d_" and the name of its node. nn::Error if y is none, or does not
/// depend on one of them.
///
/// Reverse mode: one walk from y to the variables, whatever their number.
/// Where a node is used several times, the contributions are added in the order
/// of the walk, which is the graph's: the sum's bits do not depend on the order
/// in which the nodes are computed.
Tensors gradient(const Located& y, const Tensors& variables);

/// d ys along a direction: how the ys change when each variable x moves by dx.
///
/// Forward mode: one walk from the variables to the ys, for one direction.
Tensors directional(const Tensors& ys, const Tensors& variables,
                    const Tensors& dx);

/// Which nodes up to `last` depend on one of the variables, with a path that
/// derivatives can take?
std::vector<bool> depends_on(const Graph& graph, const Tensors& variables,
                             Id last);

}  // namespace chapter14
