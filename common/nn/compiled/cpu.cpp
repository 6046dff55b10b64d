#include "nn/cpu/cpu.hpp"

#include "nn/compiled/templates.hpp"

NN_TEMPLATES(template, nn::Cpu)
