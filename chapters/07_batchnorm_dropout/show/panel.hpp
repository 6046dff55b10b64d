/// One picture of a row.
#pragma once

#include "nn/figures/figure.hpp"

namespace chapter07 {

nn::Figure panel(const std::string& title, int width = 460, int height = 380);

}  // namespace chapter07
