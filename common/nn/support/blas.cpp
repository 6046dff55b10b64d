#include "nn/support/blas.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

extern "C" {
char* openblas_get_corename();
char* openblas_get_config();
void openblas_set_num_threads(int);
// Not in cblas.h, but exported by every OpenBLAS with DYNAMIC_ARCH. Weak:
// where they are missing, their address is null and nothing is switched.
[[gnu::weak]] void gotoblas_dynamic_quit();
[[gnu::weak]] void gotoblas_dynamic_init();
}

namespace nn {
namespace {

/// Width of the vector registers that a core's kernels use, in bytes.
int vector_bytes(std::string_view core) {
  constexpr std::array<std::string_view, 3> avx512 = {"SkylakeX", "Cooperlake",
                                                      "SapphireRapids"};
  constexpr std::array<std::string_view, 3> avx2 = {"Haswell", "Zen",
                                                    "Excavator"};
  for (auto name : avx512)
    if (core == name) return 64;
  for (auto name : avx2)
    if (core == name) return 32;
  return 16;
}

/// The best core name whose instructions this processor has.
std::string_view best_core() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return "Haswell";
#endif
  return "";
}

/// Lets OpenBLAS choose its kernels again, told which. Its threads and their
/// memory stay as they are: after gotoblas_quit() and gotoblas_init(), 0.3.21
/// returns the buffers of its first start to the system once more when the
/// program ends, whatever has come to lie at those addresses since. The
/// variable is set first: an OpenBLAS thread that is just starting chooses too
/// when it finds nothing chosen.
void switch_to(const std::string& core) {
  setenv("OPENBLAS_CORETYPE", core.c_str(), 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
}

/// The core that we want: the user's choice, else the processor's best when
/// OpenBLAS runs on something narrower, else "" (leave it alone).
std::string wanted_core(std::string_view detected) {
  if (const char* chosen = std::getenv("NN_BLAS_CORE")) return chosen;
  const std::string_view best = best_core();
  if (vector_bytes(detected) < vector_bytes(best)) return std::string(best);
  return "";
}

BlasReport select() {
  BlasReport report;
  report.config = openblas_get_config();
  report.detected = openblas_get_corename();
  const std::string wanted = wanted_core(report.detected);
  const bool can_switch =
      gotoblas_dynamic_quit != nullptr && gotoblas_dynamic_init != nullptr;
  if (!wanted.empty() && can_switch) switch_to(wanted);
  report.running = openblas_get_corename();
  if (!wanted.empty() && report.running != wanted)
    report.remedy = "OpenBLAS does not run the kernels \"" + wanted +
                    "\": install libopenblas0-pthread, or check NN_BLAS_CORE";
  else if (vector_bytes(report.running) < vector_bytes(best_core()))
    report.remedy = "unset NN_BLAS_CORE for faster kernels";
  openblas_set_num_threads(1);
  return report;
}

}  // namespace

const BlasReport& select_blas_kernels() {
  static const BlasReport report = select();
  return report;
}

}  // namespace nn
