// Chapter 15: what its text and its program claim; the folder 15_architectures
// has more.
#include <boost/test/unit_test.hpp>

