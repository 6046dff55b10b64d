// For test cases that hold on every backend in main memory.
#pragma once

#include <boost/mpl/list.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"

using Backends =
    boost::mpl::list<nn::Reference<double>, nn::Reference<float>, nn::Cpu>;
