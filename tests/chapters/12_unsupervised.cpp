// Chapter 12: what its text and its program claim, row by row of the notes.
// Rows 43b and 43c; each file below is one part of the page.
#include <boost/test/unit_test.hpp>

#include "chapters/12_autoencoder.hpp"
#include "chapters/12_baskets.hpp"
#include "chapters/12_components.hpp"
#include "chapters/12_kmeans.hpp"
#include "chapters/12_labels.hpp"
#include "chapters/12_mixtures.hpp"
#include "chapters/12_shapes.hpp"
#include "chapters/12_sources.hpp"
