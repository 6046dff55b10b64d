#include "nn/io/safetensors_header.hpp"

#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"

namespace nn {
namespace {

using nlohmann::json;
using std::filesystem::path;

constexpr const char* all_fields = "dtype, shape and data_offsets";

bool is_field(const std::string& key) {
  return key == "dtype" || key == "shape" || key == "data_offsets";
}

/// Iterates over the header's text and records how far the parser has come.
struct Cursor {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at;
  const char** reached;

  reference operator*() const { return *at; }
  Cursor& operator++() {
    *reached = ++at;
    return *this;
  }
  bool operator==(const Cursor& other) const { return at == other.at; }
  bool operator!=(const Cursor& other) const { return at != other.at; }
};

/// Parses the JSON event by event: nothing can nest deeper than the format
/// allows, and no key can appear twice, which a parsed tree would hide.
class HeaderParser : public nlohmann::json_sax<json> {
 public:
  HeaderParser(const path& file, const std::string& text)
      : file_(file), start_(text.data()), reached_(start_) {
    if (text.empty() || text[0] != '{')
      error("expected the header, which begins with '{'");
    // The parser would treat a zero byte as the end of the text.
    if (const auto zero = text.find('\0'); zero != std::string::npos) {
      reached_ += zero + 1;
      error("found a zero byte in the header, expected JSON");
    }
    nlohmann::json_sax<json>* parts = this;
    json::sax_parse(Cursor{start_, &reached_},
                    Cursor{start_ + text.size(), &reached_}, parts);
  }

  SafetensorsHeader take() { return std::move(header_); }

 private:
  enum class Place { outside, names, tensor, metadata, shape, offsets };

  /// Reports an error at the byte that the parser read last.
  [[noreturn]] void error(const std::string& what) const {
    const auto offset = reached_ == start_ ? 0 : reached_ - start_ - 1;
    throw DataError(fmt::format("{}: offset {}: {}", file_.string(),
                                sizeof(std::uint64_t) + offset, what));
  }

  [[noreturn]] void unexpected(const char* found) const {
    const std::string where = name_.empty() ? "" : " at " + quoted_name(name_);
    error(fmt::format("found {}{}, expected {}", found, where, expected()));
  }

  std::string expected() const {
    switch (place_) {
      case Place::outside:
        return "one JSON object";
      case Place::names:
        return "an object";
      case Place::metadata:
        return "a string";
      case Place::shape:
      case Place::offsets:
        return "a whole number below 2^64";
      case Place::tensor:
        break;
    }
    return (field_ == "dtype" ? "a string as " : "an array as ") + field_;
  }

  bool null() override { unexpected("null"); }
  bool boolean(bool) override { unexpected("true or false"); }
  bool number_integer(std::int64_t) override { unexpected("a minus sign"); }
  bool number_float(double, const std::string&) override {
    unexpected("a fraction or a huge number");
  }
  bool binary(json::binary_t&) override { unexpected("binary data"); }

  bool number_unsigned(std::uint64_t value) override {
    if (place_ != Place::shape && place_ != Place::offsets)
      unexpected("a number");
    numbers_.push_back(static_cast<std::size_t>(value));
    return true;
  }

  bool string(std::string& text) override {
    if (place_ == Place::metadata) {
      header_.metadata[field_] = text;
    } else if (place_ != Place::tensor || field_ != "dtype") {
      unexpected("a string");
    } else {
      take_type(text);
    }
    return true;
  }

  void take_type(const std::string& dtype) {
    const auto type = number_type(dtype);
    const bool counts = name_.ends_with("num_batches_tracked");
    if (!type || (*type == NumberType::i64 && !counts))
      error(
          fmt::format("tensor {} has dtype {}, expected F32, F16, BF16 or F64; "
                      "convert it in PyTorch with .float()",
                      quoted_name(name_), quoted_name(dtype)));
    header_.entries.back().type = *type;
  }

  bool key(std::string& text) override {
    const bool is_name = place_ == Place::names;
    if (!(is_name ? names_ : fields_).insert(text).second)
      error(fmt::format("found {} twice, expected it once", quoted_name(text)));
    if (place_ == Place::tensor && !is_field(text))
      error(fmt::format("tensor {} has a field {}, expected {}",
                        quoted_name(name_), quoted_name(text), all_fields));
    (is_name ? name_ : field_) = text;
    return true;
  }

  bool start_object(std::size_t) override {
    if (place_ == Place::outside) {
      place_ = Place::names;
    } else if (place_ == Place::names) {
      fields_.clear();
      const bool is_tensor = name_ != "__metadata__";
      place_ = is_tensor ? Place::tensor : Place::metadata;
      if (is_tensor)
        header_.entries.push_back({name_, {}, 0, 0, NumberType::f32});
    } else {
      unexpected("an object");
    }
    return true;
  }

  bool end_object() override {
    if (place_ == Place::tensor && fields_.size() != 3)
      error(fmt::format("tensor {} has {} of the fields {}, expected all",
                        quoted_name(name_), fields_.size(), all_fields));
    place_ = place_ == Place::names ? Place::outside : Place::names;
    return true;
  }

  bool start_array(std::size_t) override {
    if (place_ != Place::tensor || field_ == "dtype") unexpected("an array");
    place_ = field_ == "shape" ? Place::shape : Place::offsets;
    numbers_.clear();
    return true;
  }

  bool end_array() override {
    TensorEntry& entry = header_.entries.back();
    if (place_ == Place::shape) {
      entry.shape = numbers_;
    } else if (numbers_.size() == 2) {
      entry.begin = numbers_[0];
      entry.end = numbers_[1];
    } else {
      error(fmt::format("tensor {} has {} data_offsets, expected 2",
                        quoted_name(name_), numbers_.size()));
    }
    place_ = Place::tensor;
    return true;
  }

  bool parse_error(std::size_t, const std::string&,
                   const json::exception&) override {
    error("the header is broken here, expected JSON in UTF-8");
  }

  const path& file_;
  const char *start_, *reached_;
  Place place_ = Place::outside;
  std::string name_, field_;              // the keys we are at
  std::set<std::string> names_, fields_;  // the keys we have seen
  std::vector<std::size_t> numbers_;      // of the array we are in
  SafetensorsHeader header_;
};

/// A JSON string; throws if the text is not UTF-8.
std::string json_string(const path& file, const std::string& text) {
  try {
    return json(text).dump();
  } catch (const json::exception&) {
    throw DataError(fmt::format("{}: cannot write the name {}: expected UTF-8",
                                file.string(), quoted_name(text)));
  }
}

}  // namespace

SafetensorsHeader parse_safetensors_header(const path& file,
                                           const std::string& text) {
  return HeaderParser(file, text).take();
}

std::string format_safetensors_header(const path& file,
                                      const SafetensorsHeader& header) {
  std::vector<std::string> parts, texts;
  for (const auto& [key, value] : header.metadata)
    texts.push_back(json_string(file, key) + ":" + json_string(file, value));
  if (!texts.empty())
    parts.push_back(
        fmt::format("\"__metadata__\":{{{}}}", fmt::join(texts, ",")));
  for (const TensorEntry& entry : header.entries)
    parts.push_back(fmt::format(
        R"({}:{{"dtype":"F32","shape":[{}],"data_offsets":[{},{}]}})",
        json_string(file, entry.name), fmt::join(entry.shape, ","), entry.begin,
        entry.end));
  return fmt::format("{{{}}}", fmt::join(parts, ","));
}

}  // namespace nn
