/// For tests and programs that run kernels on the CPU: how threads are
/// ordered, and what went wrong. A .cu file never includes this.
#pragma once

#include <string>
#include <vector>

namespace cuda_on_cpu {

/// In which order the threads of a block run from one barrier to the next. A
/// kernel must give the same result in every one.
enum class Order { forward, reverse, random };
void set_order(Order order, unsigned seed = 1);

/// A fault that a kernel, or the code that launched it, was caught at.
struct Report {
  std::string what;    ///< in words
  std::string kernel;  ///< its name; empty for host code
  std::string file;    ///< where, without folders
  int line = 0;
  std::string text() const;  ///< all of it, in one line
};

/// What was reported since the last call. Forgets it, and the error that CUDA
/// calls return since then.
std::vector<Report> take_reports();

/// Whether reports are written to the standard error stream, too: yes unless a
/// test provokes them.
void print_reports(bool print);

}  // namespace cuda_on_cpu
