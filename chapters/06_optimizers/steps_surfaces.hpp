/// The steps on surfaces: seven optimizers as formulas and from the library.
#pragma once

#include "nn/program/program.hpp"

namespace chapter06 {

void formulas_and_library();
void the_books_valley(const nn::Options& options);
void race_on_surfaces(const nn::Options& options);
void race_with_memory(const nn::Options& options);
void a_rate_too_large();

}  // namespace chapter06
