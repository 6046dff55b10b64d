// Chapter 15: published networks, counted, measured and drawn.
#include <boost/test/unit_test.hpp>

#include "chapters/15_blocks.hpp"
#include "chapters/15_diagrams.hpp"
#include "chapters/15_fields.hpp"
#include "chapters/15_published.hpp"
