// Chapter 15: what the maps of a network show, and steps against it.
#include <boost/test/unit_test.hpp>

#include "chapters/15_attacks.hpp"
#include "chapters/15_seeing.hpp"
#include "chapters/15_seeing_golden.hpp"
#include "chapters/15_seeing_maps.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "chapters/15_seeing_claims.hpp"
#endif
