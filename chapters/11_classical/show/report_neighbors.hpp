/// What the steps about neighbors print.
#pragma once

#include <string>
#include <vector>

#include "../choose_k.hpp"
#include "../dimensions.hpp"

namespace chapter11 {

/// A choice of k on one data set.
struct NamedChoice {
  std::string name;
  ChosenK chosen;
};

void print_hand_made_distances();
void print_ties(const std::vector<Ties>& rows);
void print_dimensions(const std::vector<Dimension>& rows, arma::uword n);
void print_dimension_of_digits(const Dimension& row);
void print_choices(const std::vector<NamedChoice>& choices);

}  // namespace chapter11
