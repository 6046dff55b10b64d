/// Steps about naive Bayes.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void urns_of_words();
void products_that_vanish();
void three_kinds_of_bayes(const nn::Options& options);
void sure_and_wrong(const nn::Options& options);

}  // namespace chapter11
