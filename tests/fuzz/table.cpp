// Tables: one that is accepted reads the same again when it is written anew.
#include "nn/data/table.hpp"

#include <cmath>
#include <string>

#include <fmt/format.h>

#include "fuzz.hpp"

namespace {

std::string text_of(const nn::Table& table) {
  std::string text = "\xef\xbb\xbf";  // a first name may begin like this
  for (const auto& name : table.feature_names)
    text += name + ',';
  text += "class\n";
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (const double value : table.x.col(i))
      text += fmt::format("{},", value);
    text += table.class_names[static_cast<std::size_t>(table.labels[i])] + '\n';
  }
  return text;
}

std::optional<nn::Table> read(const std::string& bytes) {
  return fuzz::read(fuzz::File(bytes), nn::read_table);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const auto table = read(fuzz::text(data, size));
  if (!table) return 0;
  fuzz::require(table->size() > 0 && table->features() > 0, "an empty table");
  fuzz::require(table->x.n_rows == table->features() &&
                    table->x.n_cols == table->size() && table->x.is_finite(),
                "numbers that do not fit");
  for (const std::int32_t label : table->labels)
    fuzz::require(
        label >= 0 && static_cast<std::size_t>(label) < table->classes(),
        "a label that is no class");
  const auto again = read(text_of(*table));
  fuzz::require(again.has_value(), "refused when written anew");
  fuzz::require(arma::approx_equal(again->x, table->x, "both", 0, 0) &&
                    again->labels == table->labels &&
                    again->class_names == table->class_names &&
                    again->feature_names == table->feature_names,
                "another table when written anew");
  return 0;
}
