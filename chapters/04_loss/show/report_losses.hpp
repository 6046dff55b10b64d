/// What the chapter prints about losses.
#pragma once

namespace chapter04 {

/// The probability of all labels of 10, 100 and 1000 samples, and its
/// logarithm.
void print_likelihood();

/// The hinge loss of three images, term by term.
void print_hinge();

/// Four samples with weights: the notes' L2 loss, and the library's mean.
void print_sample_weights();

/// Our formulas next to the library's.
void print_agreements();

/// Steps until a neuron that is wrong has recovered.
void print_recovery();

}  // namespace chapter04
