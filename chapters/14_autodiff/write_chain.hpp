/// A chain as a C++ function.
#pragma once

#include <string>

#include "chain.hpp"

namespace chapter14 {

/// A chain with the names that it has in the written function.
struct ChainText {
  const Chain& chain;
  std::vector<std::string> inputs;
  std::vector<std::string> values;  ///< of inputs that are constants, else ""
  std::vector<std::string> results;
};

/// A name as C++ takes it, that means nothing else in a written function:
/// "my values" becomes "my_values", "room" becomes "room_".
std::string as_identifier(const std::string& name);

/// A float as C++ writes it: "0.1f", "1.0f", "(-1.0f)".
std::string literal(double value);

/// The function's text; with names of its own, or (for comparison) numbered.
std::string chain_text(const ChainText& text, const std::string& function,
                       bool named);
/// A call of it.
std::string chain_call(const ChainText& text, const std::string& function);

}  // namespace chapter14
