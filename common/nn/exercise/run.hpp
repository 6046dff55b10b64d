/// The program that holds exercises: one variant (stub, solution, a wrong
/// answer) of one exercise a run, because a wrong answer may crash or loop.
#pragma once

#include "nn/exercise/check.hpp"

namespace nn::exercise {

/// Makes a variant known to `run`; the texts must outlive the program.
struct Registered {
  Registered(const char* exercise, const char* variant,
             void (*checks)(Checks& check));
};

/// main() of the program: NAME VARIANT REPORT runs the checks of a variant and
/// writes to the file REPORT, line by line: "begin CHECK" before each, "passed
/// N" at the end, or "failed KIND" and below it the message. A variant has
/// limited processor time and memory. Exit code 0 if all passed, 1 if one did
/// not, 2 for wrong usage.
int run(int argc, const char* const* argv);

}  // namespace nn::exercise
