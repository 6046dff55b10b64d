#include "nn/figures/figure_svg_reader.hpp"

namespace nn::svg {
namespace {

constexpr std::string_view space = " \t\r\n";

/// `name = 'value'` and `name="value"`, any number of them.
Attributes attributes(std::string_view text) {
  Attributes found;
  for (size_t at = 0; (at = text.find_first_not_of(space, at)) != text.npos;) {
    const size_t equals = text.find('=', at);
    const size_t open = text.find_first_of("'\"", equals);
    if (open == text.npos) break;
    const size_t close = text.find(text[open], open + 1);
    std::string_view name = text.substr(at, equals - at);
    name = name.substr(0, name.find_last_not_of(space) + 1);
    found[std::string(name)] = text.substr(open + 1, close - open - 1);
    if (close == text.npos) break;
    at = close + 1;
  }
  return found;
}

}  // namespace

bool Reader::next(Tag& tag) {
  const size_t open = xml_.find('<', at_);
  const size_t close = xml_.find('>', open);
  if (open == xml_.npos || close == xml_.npos) return false;
  tag.before = xml_.substr(at_, open - at_);
  at_ = close + 1;
  std::string_view text = xml_.substr(open + 1, close - open - 1);
  tag.is_empty = text.ends_with('/');
  if (tag.is_empty) text.remove_suffix(1);
  const size_t end = text.find_first_of(space);
  tag.name = text.substr(0, end);
  tag.attributes =
      end == text.npos ? Attributes() : attributes(text.substr(end));
  return true;
}

std::string_view Reader::content(const std::string& name) {
  const std::string closing = "</" + name + ">";
  const size_t begin = at_, end = xml_.find(closing, at_);
  if (end == xml_.npos) {
    at_ = xml_.size();
    return xml_.substr(begin);
  }
  at_ = end + closing.size();
  return xml_.substr(begin, end - begin);
}

}  // namespace nn::svg
