/// For tests and programs that run kernels on the CPU: how threads are
/// ordered, what went wrong, what was read and written. A .cu file never
/// includes this.
#pragma once

#include <cstdint>
#include <map>
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

/// Whether every access to memory is watched: nn_cuda_emulated_library was
/// told CHECKED. Only then are races found, and is traffic counted.
bool checked();

/// What the threads of a kernel moved, in bytes, and how.
struct Traffic {
  std::uint64_t launches = 0;
  std::uint64_t device_read = 0, device_written = 0;
  std::uint64_t shared_read = 0, shared_written = 0;
  /// Device memory moves in sectors of 32 bytes: those that the 32 lanes of a
  /// warp touch with one instruction count once.
  std::uint64_t sectors = 0;
  /// Shared memory has 32 banks of 4 bytes; an instruction of a warp takes as
  /// many turns as the bank with the most different words needs.
  std::uint64_t bank_turns = 0;

  std::uint64_t device() const { return device_read + device_written; }
  std::uint64_t shared() const { return shared_read + shared_written; }
};

/// Starts or stops counting; it costs time. Starting forgets the old numbers.
void count_traffic(bool count);
/// By kernel (its name with namespaces and template arguments).
std::map<std::string, Traffic> traffic();

}  // namespace cuda_on_cpu
