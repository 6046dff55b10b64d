/// Text out of files, made fit for a message.
///
/// A terminal obeys what it is sent: colours, titles, keys. So what a file
/// says (a name, a text, a shape) is printed through these, and never whole:
/// a name may have two million letters.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace nn {

/// One line of at most 60 characters of ASCII: the beginning of the text, with
/// everything else as JSON writes it, e.g. \n or \u001b.
std::string printable(const std::string& text);

/// The same in quotes.
std::string quoted_name(const std::string& name);

/// "[256, 784]"; of very many dimensions the first ones, and their number.
std::string shape_text(const std::vector<std::size_t>& shape);

}  // namespace nn
