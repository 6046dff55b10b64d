/// Models of the library in double: exact enough to compare with a pencil.
#pragma once

#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

namespace chapter03 {

using Exact = nn::Reference<double>;
using Model = nn::Sequential<Exact>;

}  // namespace chapter03
