/// A picture in the language of Graphviz (https://graphviz.org).
#pragma once

#include <filesystem>
#include <string>

#include "picture.hpp"

namespace chapter14 {

/// The text that `dot -Tsvg` makes a drawing of; words in the current language.
std::string dot(const Picture& picture);

/// Writes that text to `file` and, where Graphviz is installed, has it drawn
/// beside it: neuron.dot becomes neuron.dot.svg. Was it drawn? nn::DataError if
/// the text cannot be written.
bool write_dot(const Picture& picture, const std::filesystem::path& file);

/// The color of a box's inside, by what it is for.
const char* color_of(Role role);

}  // namespace chapter14
