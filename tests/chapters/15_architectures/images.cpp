// Chapter 15: color images.
#include <boost/test/unit_test.hpp>

#include "chapters/15_images.hpp"
