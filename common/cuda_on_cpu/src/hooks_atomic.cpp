// With -fsanitize=thread g++ calls these for std::atomic, which host code in a
// .cu file uses (inside std::shared_ptr, for one). They do just that.
#include <cstdint>

// NOLINTBEGIN: the names are ThreadSanitizer's.
#define FETCH(bits, name)                                                 \
  extern "C" std::uint##bits##_t __tsan_atomic##bits##_fetch_##name(      \
      volatile std::uint##bits##_t* at, std::uint##bits##_t value, int);  \
  std::uint##bits##_t __tsan_atomic##bits##_fetch_##name(                 \
      volatile std::uint##bits##_t* at, std::uint##bits##_t value, int) { \
    return __atomic_fetch_##name(at, value, __ATOMIC_SEQ_CST);            \
  }

#define EXCHANGE(bits, kind)                                                \
  extern "C" bool __tsan_atomic##bits##_compare_exchange_##kind(            \
      volatile std::uint##bits##_t* at, std::uint##bits##_t* expected,      \
      std::uint##bits##_t value, int, int);                                 \
  bool __tsan_atomic##bits##_compare_exchange_##kind(                       \
      volatile std::uint##bits##_t* at, std::uint##bits##_t* expected,      \
      std::uint##bits##_t value, int, int) {                                \
    return __atomic_compare_exchange_n(at, expected, value, false,          \
                                       __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
  }

#define ATOMICS(bits)                                                     \
  FETCH(bits, add)                                                        \
  FETCH(bits, sub)                                                        \
  FETCH(bits, and)                                                        \
  FETCH(bits, or)                                                         \
  EXCHANGE(bits, strong)                                                  \
  EXCHANGE(bits, weak)                                                    \
  extern "C" std::uint##bits##_t __tsan_atomic##bits##_load(              \
      const volatile std::uint##bits##_t* at, int);                       \
  std::uint##bits##_t __tsan_atomic##bits##_load(                         \
      const volatile std::uint##bits##_t* at, int) {                      \
    return __atomic_load_n(at, __ATOMIC_SEQ_CST);                         \
  }                                                                       \
  extern "C" void __tsan_atomic##bits##_store(                            \
      volatile std::uint##bits##_t* at, std::uint##bits##_t value, int);  \
  void __tsan_atomic##bits##_store(volatile std::uint##bits##_t* at,      \
                                   std::uint##bits##_t value, int) {      \
    __atomic_store_n(at, value, __ATOMIC_SEQ_CST);                        \
  }                                                                       \
  extern "C" std::uint##bits##_t __tsan_atomic##bits##_exchange(          \
      volatile std::uint##bits##_t* at, std::uint##bits##_t value, int);  \
  std::uint##bits##_t __tsan_atomic##bits##_exchange(                     \
      volatile std::uint##bits##_t* at, std::uint##bits##_t value, int) { \
    return __atomic_exchange_n(at, value, __ATOMIC_SEQ_CST);              \
  }

ATOMICS(8)
ATOMICS(32)
ATOMICS(64)
// NOLINTEND
