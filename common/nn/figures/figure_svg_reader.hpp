/// Reads the XML that gnuplot writes; for the figure module only.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace nn::svg {

using Attributes = std::map<std::string, std::string>;

struct Tag {
  std::string before;  ///< the text between the last tag and this one
  std::string name;    ///< "path", "/g"
  Attributes attributes;
  bool is_empty = false;  ///< <name/>: without content
};

/// Reads one tag after the other. No comments or CDATA: gnuplot writes none.
class Reader {
 public:
  explicit Reader(std::string_view xml) : xml_(xml) {}
  /// False at the end.
  bool next(Tag& tag);
  /// The text between the last tag and `</name>`, which then becomes the last.
  std::string_view content(const std::string& name);
  /// The text after the last tag.
  std::string_view rest() const { return xml_.substr(at_); }

 private:
  std::string_view xml_;
  size_t at_ = 0;
};

}  // namespace nn::svg
