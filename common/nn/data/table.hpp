/// Small tables of numbers with a class in every row: iris, wine, breast
/// cancer and digits of 8 x 8 pixels come with the project (data/README.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace nn {

/// Samples as columns, and their classes.
struct Table {
  std::string name;                  ///< "iris"; of a file, its name
  arma::mat x;                       ///< features x samples
  std::vector<std::int32_t> labels;  ///< 0 … classes() - 1, one per sample
  std::vector<std::string> feature_names, class_names;

  std::size_t size() const { return labels.size(); }
  std::size_t features() const { return feature_names.size(); }
  std::size_t classes() const { return class_names.size(); }
};

/// One of "iris", "wine", "breast_cancer" and "digits", found from any folder.
/// UsageError for another name; DataError if the file is missing or its SHA-256
/// is not that of data/catalogue.tsv.
Table load_table(const std::string& name);

/// Reads a table of values separated by commas, plain or with gzip: first a
/// line with the names of the columns, then a line a sample, whose last value
/// is the name of its class. Classes are numbered as they first appear.
/// Nothing is quoted. DataError with the file, the line, the column, what was
/// expected and what was found; no value is infinite or NaN.
Table read_table(const std::filesystem::path& path);

/// The samples with these indices, in this order. All classes are kept, so
/// labels mean the same. UsageError if an index is beyond the table.
Table take_samples(const Table& table, std::span<const std::uint32_t> indices);

struct TableSplit {
  Table train, test;
};

/// Both parts of a table in random order: of every class, `share` (rounded) of
/// the samples are in `test`, so both have the table's mixture of classes.
/// Equal generators give equal parts. UsageError if the share is not between 0
/// and 1, or if a part would be empty.
TableSplit split_table(const Table& table, double share, Random random);

}  // namespace nn
