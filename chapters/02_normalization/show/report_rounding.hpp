/// What the chapter prints about rounding and strange features.
#pragma once

namespace chapter02 {

/// The variance of 4, 7, 13, 16 (22.5) far away from zero.
void print_variances();

/// A feature that is 0.1 in every sample: its deviation is 0, and its computed
/// mean may not be exactly 0.1.
void print_constant();

/// How an outlier squeezes the others, and how little the median changes.
void print_outlier();

/// A town's population and its share of green space: their sum in float, raw
/// and as z-scores.
void print_swallowed();

}  // namespace chapter02
