// Compressed IDX files: what is accepted is what zlib itself decompresses. Most
// inputs are decompressed, changed and compressed again, since changed
// compressed bytes get no further than their checksum.
#include <zlib.h>

#include "idx.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t max_size);

namespace {

constexpr std::size_t most = std::size_t{1} << 20;  // bytes, decompressed

std::string pack(const std::string& bytes, int level) {
  z_stream stream{};
  deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 8,
               Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in =
      const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  fuzz::require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "not packed");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// Through zlib's own file reader, which passes uncompressed data through and
/// drops what follows: the first bytes of it, up to `most`.
std::string unpack(const std::string& bytes) {
  const fuzz::File file(bytes);
  gzFile input = gzopen(file.path().c_str(), "rb");
  fuzz::require(input != nullptr, "gzopen");
  std::string out(most, '\0');
  const int count =
      gzread(input, out.data(), static_cast<unsigned>(out.size()));
  gzclose(input);
  out.resize(static_cast<std::size_t>(std::max(0, count)));
  return out;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t max_size,
                                               unsigned seed) {
  if (seed % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string plain = unpack(fuzz::text(data, size));
  plain.resize(std::min(plain.size(), max_size));
  const std::size_t used = plain.size();
  plain.resize(max_size);
  plain.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(plain.data()),
                                used, max_size));
  std::string packed = pack(plain, static_cast<int>(seed / 4 % 10));
  // Two members are one file.
  if (seed % 4 == 1) packed += pack("", 9);
  packed.resize(std::min(packed.size(), max_size));
  packed.copy(reinterpret_cast<char*>(data), packed.size());
  return packed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string input = fuzz::text(data, size);
  if (const auto array = fuzz::read(input)) {
    const std::string plain = fuzz::bytes_of(*array);
    if (plain.size() < most)
      fuzz::require(unpack(input) == plain, "zlib unpacks something else");
  }
  return 0;
}
