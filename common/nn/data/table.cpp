#include "nn/data/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/byte_source.hpp"
#include "nn/io/sha256.hpp"

namespace nn {
namespace {

namespace fs = std::filesystem;
using Fields = std::vector<std::string_view>;

/// The tables that come with the project, as in data/catalogue.tsv.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4>
    known_tables = {{
        {"iris",
         "dfbd65e193d531368aeb5fa8194e581cc9fb111300f8f89674da07c376ab419e"},
        {"wine",
         "d36a29e284f8d726d01de988f3cbd056c22b02d9c15a01e72273e26373faf97d"},
        {"breast_cancer",
         "8b8aa3675141b72d6a3648ead4a7059cad138443c6c139a02f65a7b6ef2f2c89"},
        {"digits",
         "bb91ac08ceeb4eb7ddca61f0af46532f91c54eea07aab185ef61474328881e05"},
    }};

/// More are no classes: the last column holds numbers.
constexpr std::size_t most_classes = 1000;

/// The whole file, unpacked.
std::string read_text(const fs::path& path) {
  ByteSource source(path);
  std::string text;
  std::array<std::uint8_t, 1 << 16> piece{};
  while (const std::size_t count = source.read(piece)) {
    if (text.size() + count > source.size_limit())
      throw DataError(fmt::format(
          "{}: unpacks to more than {} bytes, far too many for a .gz of its "
          "size",
          path.string(), source.size_limit()));
    text.append(piece.begin(), piece.begin() + count);
  }
  return text;
}

/// Cuts the first line off `text`. (An editor may have left the line ends of
/// Windows.)
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t columns_of(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count(line, ',')) + 1;
}

void split_line(std::string_view line, Fields& fields) {
  fields.clear();
  while (true) {
    const std::size_t end = std::min(line.find(','), line.size());
    fields.push_back(line.substr(0, end));
    if (end == line.size()) return;
    line.remove_prefix(end + 1);
  }
}

/// One file while it is being read. Its lines are counted before the numbers
/// take memory, so that a file cannot announce more than it holds.
class Reader {
 public:
  Reader(const fs::path& path, std::string_view text)
      : file_(path.string()), text_(text) {
    table_.name = path.stem().string();
  }

  Table read() {
    read_header();
    const std::size_t samples = count_samples();
    table_.x.set_size(table_.features(), samples);
    table_.labels.reserve(samples);
    Fields fields;
    for (std::size_t i = 0; i < samples; ++i) {
      ++line_;
      split_line(next_line(text_), fields);
      for (std::size_t f = 0; f < table_.features(); ++f)
        table_.x(f, i) = number(fields[f], f);
      table_.labels.push_back(label(fields.back()));
    }
    return std::move(table_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw DataError(fmt::format("{}: line {}{}", file_, line_, what));
  }

  /// Columns are counted from 1, as lines are.
  [[noreturn]] void fail(std::size_t column, const std::string& expected,
                         std::string_view found) const {
    fail(fmt::format(", column {} ({}): expected {}, found {}", column + 1,
                     printable(names_[column]), expected,
                     quoted_name(std::string(found))));
  }

  void read_header() {
    constexpr std::string_view mark = "\xef\xbb\xbf";  // of UTF-8
    if (text_.starts_with(mark)) text_.remove_prefix(mark.size());
    Fields fields;
    split_line(next_line(text_), fields);
    names_.assign(fields.begin(), fields.end());
    for (std::size_t c = 0; c < names_.size(); ++c) {
      check_text(fields[c], c, "the name of a column");
      double value = 0;
      if (parse(fields[c], value))
        fail(c, "the name of a column; give the file a line of names",
             fields[c]);
    }
    if (names_.size() < 2)
      fail(
          ": expected the names of the columns, separated by commas, the class"
          " last, found one");
    table_.feature_names.assign(names_.begin(), names_.end() - 1);
  }

  std::size_t count_samples() {
    std::size_t samples = 0;
    for (std::string_view rest = text_; !rest.empty(); ++samples) {
      ++line_;
      const std::size_t columns = columns_of(next_line(rest));
      if (columns != names_.size())
        fail(
            fmt::format(": expected {} values separated by commas, as line 1 "
                        "has names, found {}",
                        names_.size(), columns));
    }
    if (samples == 0) fail(" is the last one: expected samples after it");
    line_ = 1;
    return samples;
  }

  /// Is it a number and nothing else?
  static bool parse(std::string_view text, double& value) {
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && rest == end;
  }

  double number(std::string_view text, std::size_t column) const {
    double value = 0;
    if (!parse(text, value) || !std::isfinite(value))
      fail(column, "a number", text);
    return value;
  }

  void check_text(std::string_view text, std::size_t column,
                  const std::string& what) const {
    if (text.empty()) fail(column, what, text);
    // A terminal obeys some characters; names are printed.
    if (std::ranges::any_of(
            text, [](unsigned char c) { return c < ' ' || c == 0x7f; }))
      fail(column, what + " without control characters", text);
    if (text.find('"') != text.npos)
      fail(column, what + " without quotation marks", text);
  }

  std::int32_t label(std::string_view text) {
    check_text(text, table_.features(), "the name of a class");
    const auto next = static_cast<std::int32_t>(classes_.size());
    const auto [place, is_new] = classes_.try_emplace(text, next);
    if (!is_new) return place->second;
    if (classes_.size() > most_classes)
      fail(table_.features(),
           fmt::format("the name of one of at most {} classes", most_classes),
           text);
    table_.class_names.emplace_back(text);
    return next;
  }

  std::string file_;
  std::string_view text_;  // what is still to be read
  std::size_t line_ = 1;
  std::vector<std::string> names_;  // of the columns, the class last
  std::map<std::string_view, std::int32_t> classes_;
  Table table_;
};

void check_hash(const fs::path& path, std::string_view text,
                std::string_view expected) {
  const std::string found = sha256(std::span(text));
  if (found != expected)
    throw DataError(fmt::format(
        "{}: expected SHA-256 {}…, found {}…: it is not the file that came "
        "with the project; `git checkout data/tables` brings it back, and "
        "nn::read_table reads a table of your own",
        path.string(), expected.substr(0, 8), found.substr(0, 8)));
}

}  // namespace

Table load_table(const std::string& name) {
  const auto known = std::ranges::find(
      known_tables, name, &decltype(known_tables)::value_type::first);
  if (known == known_tables.end())
    throw UsageError(fmt::format(
        "there is no table {}: expected iris, wine, breast_cancer or digits",
        quoted_name(name)));
  const fs::path path =
      fs::path(NN_SOURCE_DIR) / "data/tables" / (name + ".csv");
  const std::string text = read_text(path);
  check_hash(path, text, known->second);
  return Reader(path, text).read();
}

Table read_table(const fs::path& path) {
  const std::string text = read_text(path);
  return Reader(path, text).read();
}

Table take_samples(const Table& table, std::span<const std::uint32_t> indices) {
  Table part{table.name,
             arma::mat(table.features(), indices.size()),
             {},
             table.feature_names,
             table.class_names};
  part.labels.reserve(indices.size());
  for (const std::uint32_t i : indices) {
    if (i >= table.size())
      throw UsageError(fmt::format("sample {} is not in {}: it has {} samples",
                                   i, table.name, table.size()));
    part.x.col(part.labels.size()) = table.x.col(i);
    part.labels.push_back(table.labels[i]);
  }
  return part;
}

TableSplit split_table(const Table& table, double share, Random random) {
  if (!(share > 0 && share < 1))
    throw UsageError(fmt::format(
        "cannot split {} with share {}: expected a share above 0 and below 1",
        table.name, share));
  std::vector<std::size_t> left(table.classes());  // still to go to `test`
  for (std::size_t k = 0; k < left.size(); ++k) {
    const auto count = static_cast<double>(
        std::ranges::count(table.labels, static_cast<std::int32_t>(k)));
    left[k] = static_cast<std::size_t>(std::lround(share * count));
  }
  std::vector<std::uint32_t> order(table.size()), train, test;
  std::iota(order.begin(), order.end(), 0u);
  random.shuffle(order);
  for (const std::uint32_t i : order) {
    std::size_t& quota = left[static_cast<std::size_t>(table.labels[i])];
    (quota > 0 ? test : train).push_back(i);
    if (quota > 0) --quota;
  }
  if (train.empty() || test.empty())
    throw UsageError(fmt::format(
        "cannot split {} with share {}: of {} samples, {} would be "
        "left to train on and {} to test with",
        table.name, share, table.size(), train.size(), test.size()));
  return {take_samples(table, train), take_samples(table, test)};
}

}  // namespace nn
