#include "nn/compiled/templates.hpp"
#include "nn/reference/reference.hpp"

NN_MODEL_TEMPLATES(template, nn::Reference<double>)
