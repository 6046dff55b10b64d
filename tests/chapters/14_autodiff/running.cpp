// Chapter 14: graphs made better, run in any order, and compiled.
#include <boost/test/unit_test.hpp>

#include "chapters/14_compiled.hpp"
#include "chapters/14_passes.hpp"
#include "chapters/14_running.hpp"
