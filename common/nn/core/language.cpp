#include "nn/core/language.hpp"

#include <atomic>
#include <string_view>

namespace nn {
namespace {

std::atomic<Language> current = Language::english;
constexpr std::string_view separator = " | ";

}  // namespace

void set_language(Language language) {
  current = language;
}

Language language() {
  return current;
}

std::string english(const std::string& label) {
  return label.substr(0, label.find(separator));
}

std::string in_language(const std::string& label) {
  const auto middle = label.find(separator);
  if (language() == Language::english || middle == label.npos)
    return english(label);
  return label.substr(middle + separator.size());
}

}  // namespace nn
