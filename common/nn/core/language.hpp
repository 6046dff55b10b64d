/// The language of the words in figures: `--lang zh` draws them in Chinese.
///
/// A label holds both languages, `"epoch | 轮次"`; one without ` | ` is the
/// same in both, like `"w1"`.
#pragma once

#include <string>

namespace nn {

enum class Language { english, chinese };

/// Applies to all figures saved from now on.
void set_language(Language language);
Language language();

/// The half of `"English | 中文"` in the current language.
std::string in_language(const std::string& label);
/// The English half: what programs print is English.
std::string english(const std::string& label);

}  // namespace nn
