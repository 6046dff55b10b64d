/// The chapter's steps, in the order of its page.
#pragma once

#include "nn/program/program.hpp"

namespace chapter10 {

void one_thread_one_number();
void work_that_is_queued();
void matrix_product(const nn::Options& options);
void softmax(const nn::Options& options);
void sums(const nn::Options& options);
void a_barrier_is_missing(const nn::Options& options);

}  // namespace chapter10
