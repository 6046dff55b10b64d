/// What the steps on the three manners print.
#pragma once

#include "../limits.hpp"

namespace chapter14 {

/// Costs of the three manners, side by side.
void print_manners(const Lesson& lesson);
void print_cases(const std::vector<Case>& cases);
/// A loop whose end depends on a number.
void print_halved(const std::vector<double>& xs, std::size_t times);
void print_frozen(const Frozen& frozen);
void print_sequences(const std::vector<std::size_t>& lengths);

}  // namespace chapter14
