// Chapter 14: operations, their derivatives, errors.
#include <boost/test/unit_test.hpp>

#include "chapters/14_derivatives.hpp"
#include "chapters/14_errors.hpp"
#include "chapters/14_faults.hpp"
#include "chapters/14_memory.hpp"
#include "chapters/14_operations.hpp"
