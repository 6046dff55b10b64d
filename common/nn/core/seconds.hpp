/// How long something takes.
#pragma once

#include <chrono>

namespace nn {

/// Seconds that f() takes.
template <class F>
double seconds(F&& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - start;
  return time.count();
}

}  // namespace nn
