/// Printed graphs: values of the forward pass, derivatives of the backward.
#pragma once

#include "../graph.hpp"
#include "../nodes.hpp"

namespace chapter03 {

void print_bill(const Evening& e, const Bill& b);

void print_path(const NetworkGraph& net);

}  // namespace chapter03
