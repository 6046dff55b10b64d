/// The steps about scores and the probabilities that they become.
#pragma once

namespace chapter04 {

void four_pixels_three_classes();
void softmax_overflows();
void scores_become_a_loss();
void sigmoid_is_still_used();

}  // namespace chapter04
