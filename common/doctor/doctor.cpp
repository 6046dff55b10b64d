/// doctor: how fast this machine multiplies matrices, and why.
///
/// `./learn doctor` runs it. One line per subject, "ok" or "slow" first, and a
/// remedy on the line below anything slow. common/doctor/machine.sh prints the
/// same columns for everything that needs no compiler.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/core.h>
#include <omp.h>

#include "nn/core/armadillo.hpp"

extern "C" int openblas_get_parallel();

namespace {

void line(const char* status, const char* subject, const std::string& text,
          const std::string& remedy = "") {
  fmt::print("{:<9}{:<14}{}\n", status, subject, text);
  if (!remedy.empty()) fmt::print("{:<9}{:<14}-> {}\n", "", "", remedy);
}

/// Line "KEY : value" of /proc/cpuinfo, or "" where there is none.
std::string cpu_info(const std::string& key) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string text; std::getline(file, text);)
    if (text.starts_with(key))
      if (const auto colon = text.find(": "); colon != std::string::npos)
        return text.substr(colon + 2);
  return "";
}

/// The processor's name and the vector instructions that matter here.
void report_processor() {
  std::string text = cpu_info("model name");
  if (text.empty()) text = "unknown name";
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx512 = __builtin_cpu_supports("avx512f");
  const bool avx2 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (!avx2) {
    line("slow", "processor", text + ", no AVX2",
         "everything works, but several times slower than in the text");
    return;
  }
  text += avx512 ? ", AVX2 and AVX-512" : ", AVX2";
#endif
  line("ok", "processor", text);
}

/// GFLOP/s of 1024 x 1024 products in single precision, one after the other
/// on each of `threads` threads for `seconds`; the sum over the threads.
double product_speed(int threads, double seconds) {
  using Clock = std::chrono::steady_clock;
  constexpr arma::uword n = 1024;
  constexpr double flops = 2.0 * n * n * n;
  double speed = 0;
#pragma omp parallel num_threads(threads) reduction(+ : speed)
  {
    const arma::fmat a(n, n, arma::fill::value(0.5f));
    const arma::fmat b(n, n, arma::fill::value(0.25f));
    arma::fmat c = a * b;  // not timed: wakes the core and touches the memory
#pragma omp barrier
    const auto start = Clock::now();
    std::chrono::duration<double> elapsed{};
    for (int count = 1; elapsed.count() < seconds; ++count) {
      c = a * b;
      elapsed = Clock::now() - start;
      speed = count * flops / elapsed.count() / 1e9;
    }
  }
  return speed;
}

/// The version from "OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY …".
std::string version_of(const std::string& config) {
  std::istringstream words(config);
  std::string name, version;
  words >> name >> version;
  return version;
}

/// OpenBLAS: its variant, the kernels that it chose, those in use, and their
/// speed on one thread. Returns that speed in GFLOP/s.
double report_blas() {
  constexpr std::array<const char*, 3> variants = {"serial", "pthread",
                                                   "OpenMP"};
  const nn::BlasReport& report = nn::select_blas_kernels();
  const auto variant = static_cast<std::size_t>(openblas_get_parallel());
  const double speed = product_speed(1, 0.3);
  std::string text = fmt::format(
      "{} ({}), {} kernels", version_of(report.config),
      variant < variants.size() ? variants[variant] : "?", report.running);
  if (report.running != report.detected)
    text += fmt::format(" (instead of {})", report.detected);
  text += fmt::format(", {:.0f} GFLOP/s", speed);
  line(report.remedy.empty() ? "ok" : "slow", "OpenBLAS", text, report.remedy);
  return speed;
}

/// Whether the threads really run in parallel: a container may show 64 cores
/// and grant 2.
void report_threads(double single) {
  const int threads = omp_get_max_threads();
  const double gain = product_speed(threads, 0.3) / single;
  const bool slow = gain < 0.6 * threads;
  const auto text =
      fmt::format("{}, together {:.1f} times as fast as one", threads, gain);
  line(slow ? "slow" : "ok", "threads", text,
       slow ? fmt::format("other programs are busy, or cores are shared; try "
                          "OMP_NUM_THREADS={:.0f}",
                          std::max(1.0, std::round(gain)))
            : "");
}

}  // namespace

int main() {
  report_processor();
  report_threads(report_blas());
}
