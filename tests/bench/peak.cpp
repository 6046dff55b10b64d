/// peak THREADS...: how many fused multiply-adds this machine can do.
///
/// For each number of threads one line of JSON: the instructions used and the
/// GFLOP/s (10^9 operations a second, two to a multiply-add) of all threads
/// together. No program gets more out of these threads, so it is the yardstick
/// for all others.
///
/// A multiply-add takes four or five cycles, but two can start in each: twelve
/// independent ones keep the processor busy. They are written in assembler
/// because a compiler may move the twelve accumulators to memory and back, and
/// would then measure that.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr long rounds = 20000;  // in one call of a kernel
constexpr int accumulators = 12;

/// Does `rounds` times `accumulators` multiply-adds.
struct Kernel {
  const char* instructions;
  int lanes;  // floats in a register
  void (*run)();
};

// All accumulators become a * 0.9999 + 0.0001, again and again: they stay
// ordinary numbers, neither zero nor infinite.
constexpr float factor = 0.9999f;
constexpr float summand = 0.0001f;

#if defined(__x86_64__)

// r: letter of the registers (xmm, ymm or zmm); 14 has the factor, 15 the
// summand.
#define NN_START(r, n) "vbroadcastss %[summand], %%" r "mm" #n "\n\t"
#define NN_FMA(r, n) "vfmadd213ps %%" r "mm15, %%" r "mm14, %%" r "mm" #n "\n\t"
#define NN_TWELVE(step, r)                                                     \
  step(r, 0) step(r, 1) step(r, 2) step(r, 3) step(r, 4) step(r, 5) step(r, 6) \
      step(r, 7) step(r, 8) step(r, 9) step(r, 10) step(r, 11)
#define NN_KERNEL(name, r)                                                    \
  void name() {                                                               \
    long count = rounds;                                                      \
    asm volatile("vbroadcastss %[factor], %%" r "mm14\n\t"                  \
                 "vbroadcastss %[summand], %%" r "mm15\n\t"                 \
                 NN_TWELVE(NN_START, r)                                     \
                 ".p2align 5\n\t"                                           \
                 "1:\n\t" NN_TWELVE(NN_FMA, r)                              \
                 "dec %[count]\n\t"                                         \
                 "jnz 1b\n\t"                                               \
                 "vzeroupper"                                               \
                 : [count] "+r"(count)                                      \
                 : [factor] "m"(factor), [summand] "m"(summand)             \
                 : "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5",    \
                   "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",        \
                   "xmm12", "xmm13", "xmm14", "xmm15"); \
  }

NN_KERNEL(fma512, "z")
NN_KERNEL(fma256, "y")

#endif

using Four [[gnu::vector_size(16)]] = float;

/// For processors with registers of four floats: NEON, or SSE, which has no
/// fused multiply-add and does it in two instructions.
void fma128() {
  const Four a = {factor, factor, factor, factor};
  const Four b = {summand, summand, summand, summand};
  Four s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b;
  Four s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
  for (long i = 0; i < rounds; ++i) {
    s0 = s0 * a + b, s1 = s1 * a + b, s2 = s2 * a + b, s3 = s3 * a + b;
    s4 = s4 * a + b, s5 = s5 * a + b, s6 = s6 * a + b, s7 = s7 * a + b;
    s8 = s8 * a + b, s9 = s9 * a + b, s10 = s10 * a + b, s11 = s11 * a + b;
  }
  volatile Four kept =
      s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11;
  static_cast<void>(kept);
}

/// The widest that this processor has.
Kernel best_kernel() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return {"AVX-512", 16, fma512};
  if (__builtin_cpu_supports("fma")) return {"AVX2", 8, fma256};
  return {"SSE", 4, fma128};
#else
  return {"128 bits", 4, fma128};
#endif
}

/// Operations a second of one thread for `seconds`.
double speed(const Kernel& kernel, double seconds) {
  long calls = 0;
  std::chrono::duration<double> elapsed{};
  const auto start = Clock::now();
  while (elapsed.count() < seconds) {
    kernel.run();
    ++calls;
    elapsed = Clock::now() - start;
  }
  return 2.0 * kernel.lanes * accumulators * rounds * calls / elapsed.count();
}

/// The same for `threads` threads that start together.
double speed(const Kernel& kernel, int threads, double seconds) {
  std::vector<double> speeds(threads);
  std::atomic<int> ready{0};
  const auto work = [&](int index) {
    for (++ready; ready < threads;)
      std::this_thread::yield();
    speeds[index] = speed(kernel, seconds);
  };
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i)
    others.emplace_back(work, i);
  work(0);
  for (std::thread& other : others)
    other.join();
  double sum = 0;
  for (double one : speeds)
    sum += one;
  return sum;
}

}  // namespace

int main(int count, char** arguments) {
  const Kernel kernel = best_kernel();
  for (int i = 1; i < count; ++i) {
    const int threads = std::atoi(arguments[i]);
    if (threads < 1 || threads > 1024) {
      std::fprintf(stderr, "usage: peak THREADS...   (1 to 1024)\n");
      return 2;
    }
    double best = 0;  // other programs only slow it down: many short runs
    for (int repeat = 0; repeat < 25; ++repeat)
      best = std::max(best, speed(kernel, threads, 0.02));
    std::printf(
        "{\"instructions\": \"%s\", \"threads\": %d, \"gflops\": %.1f}\n",
        kernel.instructions, threads, best / 1e9);
  }
}
