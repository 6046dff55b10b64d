/// The steps with computation graphs.
#pragma once

namespace chapter03 {

void graph_of_a_bill();
void graph_of_the_network();

}  // namespace chapter03
