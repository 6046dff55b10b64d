/// Independent training runs at the same time.
#pragma once

#include <cstddef>
#include <exception>
#include <vector>

#include "nn/cpu/cpu.hpp"

namespace chapter07 {

/// {f(0), …, f(n - 1)}: independent training runs, as many at a time as there
/// are cores. Each has its own thread and waits for no other.
template <class F>
auto side_by_side(std::size_t n, const F& f) {
  std::vector<decltype(f(std::size_t{0}))> results(n);
  std::vector<std::exception_ptr> errors(n);
  nn::Cpu::parallel([&](nn::Worker worker) {
    for (std::size_t i = worker.index; i < n; i += worker.count)
      try {
        results[i] = f(i);
      } catch (...) {
        errors[i] = std::current_exception();
      }
  });
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
  return results;
}

}  // namespace chapter07
