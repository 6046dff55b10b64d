#include "nn/compiled/templates.hpp"
#include "nn/reference/reference.hpp"

NN_TEMPLATES(template, nn::Reference<float>)
