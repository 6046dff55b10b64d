/// What the chapter prints and draws about naive Bayes.
#pragma once

#include <filesystem>

#include "nn/data/table.hpp"

#include "../naive_bayes.hpp"
#include "../words.hpp"

namespace chapter11 {

/// Each word's counts and shares in both classes, then the posterior.
void print_texts(const Texts& texts, double alpha);

/// For one sample of each of ten classes: the joint probability as a product
/// and as a logarithm.
void print_underflow(const MultinomialBayes& model, const Samples& data);

/// Three normal densities over one feature of a table, above its samples.
void draw_densities(const std::filesystem::path& out, const nn::Table& table,
                    arma::uword feature);

}  // namespace chapter11
