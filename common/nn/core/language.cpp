#include "nn/core/language.hpp"

#include <atomic>
#include <string_view>

namespace nn {
namespace {

std::atomic<Language> current = Language::english;

}  // namespace

void set_language(Language language) {
  current = language;
}

Language language() {
  return current;
}

std::string in_language(const std::string& label) {
  constexpr std::string_view separator = " | ";
  const auto middle = label.find(separator);
  if (middle == label.npos) return label;
  return language() == Language::english
             ? label.substr(0, middle)
             : label.substr(middle + separator.size());
}

}  // namespace nn
