/// Less memory for more work: what the way back needs is computed again.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// The program in which nodes after `last` (the way back) no longer use the
/// results of nodes before it, but new copies of them, made from inputs and
/// from the nodes `kept`, shortly before they are needed. The results are the
/// same, bit for bit. Source: Chen et al. 2016, "Training Deep Nets with
/// Sublinear Memory Cost", algorithm 1.
Program checkpointed(const Program& program, Id last,
                     const std::vector<Id>& kept);

}  // namespace chapter14
