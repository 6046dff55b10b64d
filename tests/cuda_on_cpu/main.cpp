#define BOOST_TEST_MODULE cuda_on_cpu
#include <boost/test/unit_test.hpp>
