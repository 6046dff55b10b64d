// Chapter 14: what its text and its program claim. Here: scalars, networks, the
// graph and what it is used for. Its operations and how programs run are in the
// folder 14_autodiff.
#include <boost/test/unit_test.hpp>

#include "chapters/14_graph.hpp"
#include "chapters/14_manners.hpp"
#include "chapters/14_networks.hpp"
#include "chapters/14_orders.hpp"
#include "chapters/14_scalar.hpp"
#include "chapters/14_second.hpp"
