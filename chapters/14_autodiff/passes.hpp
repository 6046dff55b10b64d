/// The same results from a better graph, step by step.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// Without nodes that nobody needs. Inputs stay: somebody may set them.
Program without_dead_nodes(const Program& program);

/// Equal operations on equal inputs become one node.
Program common_nodes_once(const Program& program);

enum class Precision { single, twice };

/// What depends on constants alone is computed now, in the precision in which
/// it would have been computed later; x * 1 and x / 1 become x.
Program constants_folded(const Program& program,
                         Precision precision = Precision::single);

/// Neighbors that are elementwise become one node, which passes through its
/// numbers once: a chain.
Program fused(const Program& program);

/// All of them: common nodes once, constants, dead nodes, in single precision
/// pooled convolutions (pooled.hpp), chains.
Program optimized(const Program& program,
                  Precision precision = Precision::single);

}  // namespace chapter14
