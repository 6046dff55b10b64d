/// The steps about losses: what an error costs, and what accuracy hides.
#pragma once

#include "nn/program/program.hpp"

namespace chapter04 {

void labels_of_many_samples();
void two_answers_to_a_two();
void wrong_and_sure(const nn::Options& options);
void hinge_loss(const nn::Options& options);
void sample_weights();
void losses_of_the_library();
void accuracy_is_no_loss(const nn::Options& options);

}  // namespace chapter04
