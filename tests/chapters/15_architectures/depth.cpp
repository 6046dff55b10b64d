// Chapter 15: what depth, shortcuts and the place of BatchNorm do to training.
#include <boost/test/unit_test.hpp>

#include "chapters/15_depth.hpp"
#include "chapters/15_styles.hpp"
