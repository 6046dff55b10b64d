/// The precompiled header of the chapters and the tests: the whole library,
/// parsed once, its templates compiled elsewhere. Nobody includes it, and every
/// file includes what it uses, as if this one did not exist: clang's check
/// compiles without it (tests/static/run.py).
#pragma once

#include "nn/compiled/templates.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"

NN_TEMPLATES(extern template, nn::Cpu)
NN_TEMPLATES(extern template, nn::Reference<float>)
NN_TEMPLATES(extern template, nn::Reference<double>)
