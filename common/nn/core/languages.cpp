#include "nn/core/languages.hpp"

#include <atomic>

#include "nn/core/language.hpp"

namespace nn {
namespace {

std::atomic<bool> both = false;

}  // namespace

void set_both_languages(bool on) {
  both = on;
}

void in_each_language(
    const std::filesystem::path& file,
    const std::function<void(const std::filesystem::path&)>& draw) {
  if (!both) return draw(file);
  set_language(Language::english);
  draw(file);
  std::filesystem::path chinese = file;
  chinese.replace_extension(".zh" + file.extension().string());
  set_language(Language::chinese);
  draw(chinese);
  set_language(Language::english);
}

}  // namespace nn
