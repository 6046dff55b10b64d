// Chapter 15: what a network knows from another task; torchvision's weights.
#include <boost/test/unit_test.hpp>

#include "chapters/15_torchvision.hpp"
#include "chapters/15_transfer.hpp"
