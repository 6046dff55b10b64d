// Chapter 15: image and word together.
#include <boost/test/unit_test.hpp>

#include "chapters/15_modalities.hpp"
