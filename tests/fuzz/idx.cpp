// A plain IDX file that is accepted is, byte for byte, what the array gives
// when it is written.
#include "nn/data/idx.hpp"

#include "idx.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string input = fuzz::text(data, size);
  if (const auto array = fuzz::read(input); array && !fuzz::is_gz(input))
    fuzz::require(fuzz::bytes_of(*array) == input, "another array");
  return 0;
}
