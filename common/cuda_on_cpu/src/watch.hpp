/// What is remembered about every word of memory that kernels share: who read
/// and wrote it last, and whether anybody ever wrote it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace cuda_on_cpu {

/// One access of a thread of a kernel.
struct Access {
  const void* where = nullptr;  ///< return address: the source line
  std::uint32_t launch = 0;     ///< 0: there was none
  std::uint32_t block = 0;
  std::uint16_t barrier = 0;   ///< how many __syncthreads() came before it
  std::uint16_t syncwarp = 0;  ///< and how many __syncwarp()
  std::uint16_t thread = 0;
  std::uint8_t bytes = 0;  ///< which of the word's four: a mask
  bool atomic = false;
};

/// A word of four bytes.
struct Word {
  Access write;
  Access read[2];  ///< by different threads: any writer differs from one
};

/// The words of one piece of memory. Nothing is allocated for untouched pages.
class WatchedMemory {
 public:
  WatchedMemory(const char* begin, std::size_t bytes);
  ~WatchedMemory();
  WatchedMemory(const WatchedMemory&) = delete;
  WatchedMemory& operator=(const WatchedMemory&) = delete;

  Word& word(const char* address) { return words_[(address - begin_) / 4]; }
  std::span<std::uint8_t> written(const char* address, std::size_t bytes) {
    return {written_ + (address - begin_), bytes};
  }

 private:
  const char* begin_;
  std::size_t bytes_;
  Word* words_;
  std::uint8_t* written_;  ///< a flag for each byte
};

enum class How { read, write, atomic };

/// A thread of the running kernel reads or writes; faults are reported.
void watch(const void* address, std::size_t bytes, How how, const void* where);

/// The runtime itself writes device memory, or reads it for the call at
/// `where` of the operation `what`.
void watch_written(const void* address, std::size_t bytes);
void watch_copied(const void* to, const void* from, std::size_t bytes);
void watch_read(const void* address, std::size_t bytes, const char* what,
                const void* where);

}  // namespace cuda_on_cpu
