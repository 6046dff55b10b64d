/// `--lang both`: each figure in both languages, by one run of a program.
#pragma once

#include <filesystem>
#include <functional>

namespace nn {

/// From now on, figures are drawn twice: NAME.svg in English, NAME.zh.svg in
/// Chinese.
void set_both_languages(bool on = true);

/// Calls draw(file) in the current language; or in each of the two, with the
/// names above.
void in_each_language(
    const std::filesystem::path& file,
    const std::function<void(const std::filesystem::path&)>& draw);

}  // namespace nn
