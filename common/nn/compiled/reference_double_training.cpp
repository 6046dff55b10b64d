#include "nn/compiled/templates.hpp"
#include "nn/reference/reference.hpp"

NN_TRAINING_TEMPLATES(template, nn::Reference<double>)
