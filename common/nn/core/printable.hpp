/// Text from files, made safe for messages.
///
/// A terminal obeys what it is sent: colors, titles, keys. So whatever comes
/// from a file (a name, a text, a shape) is printed through these functions,
/// and shortened: a name may have two million letters.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace nn {

/// The beginning of the text, as one line of at most 60 ASCII characters; other
/// characters are escaped as in JSON, e.g. \n or \u001b.
std::string printable(const std::string& text);

/// The same in quotes.
std::string quoted_name(const std::string& name);

/// "[256, 784]"; for very many dimensions, the first ones and their number.
std::string shape_text(const std::vector<std::size_t>& shape);

}  // namespace nn
