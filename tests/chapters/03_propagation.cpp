// Chapter 3: what its text and its program claim, row by row of the notes.
#include <boost/test/unit_test.hpp>

#include "03_rows_06_07.hpp"
#include "03_rows_08_10.hpp"
#include "03_rows_11_12.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "03_claims.hpp"
#include "03_claims_units.hpp"
#endif
