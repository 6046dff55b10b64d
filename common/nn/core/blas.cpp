#include "nn/core/blas.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fmt/format.h>

extern "C" {
char* openblas_get_corename();
char* openblas_get_config();
void openblas_set_num_threads(int);
// Not in cblas.h, but exported by every OpenBLAS with DYNAMIC_ARCH. Weak: if
// they are missing, their addresses are null and nothing is switched.
[[gnu::weak]] void gotoblas_dynamic_quit();
[[gnu::weak]] void gotoblas_dynamic_init();
}

namespace nn {
namespace {

/// What a processor supports, in ascending order.
enum class Instructions { sse, avx, avx2, avx512, avx512_bf16 };

struct Core {
  std::string_view name;
  Instructions needs;
};

/// OpenBLAS's kernels for x86-64, by OpenBLAS's names.
constexpr std::array cores = {
    Core{"Prescott", Instructions::sse},
    Core{"Nehalem", Instructions::sse},
    Core{"Sandybridge", Instructions::avx},
    Core{"Haswell", Instructions::avx2},
    Core{"Zen", Instructions::avx2},
    Core{"SkylakeX", Instructions::avx512},
    Core{"Cooperlake", Instructions::avx512_bf16},
    Core{"SapphireRapids", Instructions::avx512_bf16}};

Instructions instructions_of_this_processor() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return __builtin_cpu_supports("avx512bf16") ? Instructions::avx512_bf16
                                                : Instructions::avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return Instructions::avx2;
  if (__builtin_cpu_supports("avx")) return Instructions::avx;
#endif
  return Instructions::sse;
}

/// Width of the vector registers that a core's kernels use, in bytes.
int vector_bytes(std::string_view name) {
  for (const Core& core : cores)
    if (core.name == name)
      return core.needs >= Instructions::avx512 ? 64
             : core.needs >= Instructions::avx2 ? 32
                                                : 16;
  return name == "Excavator" ? 32 : 16;
}

/// The core with the widest vectors that this processor supports.
std::string_view best_core() {
  const Instructions there = instructions_of_this_processor();
  if (there >= Instructions::avx512) return "SkylakeX";
  return there >= Instructions::avx2 ? "Haswell" : "";
}

/// Why these kernels are refused: those that this processor cannot run die of
/// an illegal instruction, and OpenBLAS silently ignores a name that it does
/// not know.
std::string refusal_of(const std::string& name) {
  std::string names;
  for (const Core& core : cores) {
    if (core.needs > instructions_of_this_processor()) continue;
    if (core.name == name) return "";
    names += fmt::format("{}{}", names.empty() ? "" : ", ", core.name);
  }
  return fmt::format(
      "NN_BLAS_CORE={}: OpenBLAS has no such kernels for this processor; it "
      "can run {}; or unset it",
      name, names);
}

/// Makes OpenBLAS choose its kernels again, this time the named ones. Its
/// threads and their memory are left alone: after gotoblas_quit() and
/// gotoblas_init(), 0.3.21 frees the buffers of its first start a second time
/// when the program ends, whatever lies at those addresses by then. The
/// variable is set first: an OpenBLAS thread that is just starting also makes
/// the choice if it finds none made.
void switch_to(const std::string& core) {
  setenv("OPENBLAS_CORETYPE", core.c_str(), 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
}

/// The core that we want: the user's choice, else the processor's best if
/// OpenBLAS runs on something narrower, else "" (leave it alone).
std::string wanted_core(BlasReport& report) {
  if (const char* chosen = std::getenv("NN_BLAS_CORE")) {
    report.refused = refusal_of(chosen);
    if (report.refused.empty()) return chosen;
  }
  const std::string_view best = best_core();
  if (vector_bytes(report.detected) < vector_bytes(best))
    return std::string(best);
  return "";
}

BlasReport select() {
  BlasReport report;
  report.config = openblas_get_config();
  report.detected = openblas_get_corename();
  const std::string wanted = wanted_core(report);
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
