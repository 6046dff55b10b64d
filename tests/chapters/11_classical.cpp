// Chapter 11: what its text and its program claim, row by row of the notes.
#include <boost/test/unit_test.hpp>

#include "11_bayes.hpp"
#include "11_ensembles.hpp"
#include "11_regression.hpp"
#include "11_trees.hpp"
#ifndef ONLY_A
#include "11_neighbors.hpp"
#include "11_svm.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "11_claims.hpp"
#include "11_claims_ensembles.hpp"
#include "11_margin_claims.hpp"
#endif
#endif
