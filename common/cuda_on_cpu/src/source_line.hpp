/// Which line of which function an instruction belongs to.
#pragma once

#include <string>

namespace cuda_on_cpu {

struct SourceLine {
  std::string file;  ///< without folders; empty: not known
  int line = 0;
  std::string function;  ///< as in the source
  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

/// The line of the instruction before a return address, from the compiler's
/// debug information (-g1). For inlined functions it is the innermost that is
/// not the runtime's own.
const SourceLine& source_line(const void* return_address);

/// The function that starts at an address: a kernel's name.
const std::string& function_name(const void* start);

}  // namespace cuda_on_cpu
