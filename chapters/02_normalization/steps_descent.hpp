/// The steps about gradient descent: how fast it is, and what stops it.
#pragma once

#include "nn/program/program.hpp"

#include "flats.hpp"

namespace chapter02 {

void zig_zag(const nn::Options& options, const Flats& flats);
void largest_rate(const Flats& flats);
/// Prints nothing: it draws.
void steps_by_condition(const nn::Options& options);
void count_steps(const nn::Options& options, const Flats& flats);
void saturation(const nn::Options& options, const Flats& flats);

}  // namespace chapter02
