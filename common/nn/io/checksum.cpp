#include "nn/io/checksum.hpp"

#include <cstdint>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/atomic_file.hpp"
#include "nn/io/sha256.hpp"

namespace nn {
namespace {

using std::filesystem::path;

constexpr std::size_t digits = 64;  // of a SHA-256
/// The checksum is the SHA-256 of the file as it would be with this in its
/// place.
const std::string no_checksum(digits, '0');

/// The position of the checksum's digits in a header; npos if there are none. A
/// quotation mark inside a name or text is escaped by a backslash, and only in
/// the metadata is a key followed by a string, so a match can only be the
/// metadata's key. Indented headers have blanks around the colon.
std::size_t find_checksum(const std::string& header) {
  const std::string key = R"("sha256")";
  const char* blanks = " \t\r\n";
  for (std::size_t at = header.find(key); at != header.npos;
       at = header.find(key, at + 1)) {
    if (at > 0 && header[at - 1] == '\\') continue;
    const std::size_t colon = header.find_first_not_of(blanks, at + key.size());
    if (colon == header.npos || header[colon] != ':') continue;
    const std::size_t quote = header.find_first_not_of(blanks, colon + 1);
    if (quote == header.npos || header[quote] != '"') continue;
    if (quote + digits < header.size()) return quote + 1;
  }
  return header.npos;
}

/// The header's length and the header, with zeros for the checksum.
void hash_header(const SafetensorsReader& reader, Sha256& hash) {
  std::string header = reader.header_text();
  const std::uint64_t length = header.size();
  const std::size_t at = find_checksum(header);
  if (at != header.npos) header.replace(at, digits, no_checksum);
  hash.update(std::span(reinterpret_cast<const char*>(&length), sizeof length));
  hash.update(header);
}

/// `hash`: covers all bytes of the file.
Checksum checksum_of(const SafetensorsReader& reader, Sha256& hash) {
  const auto found = reader.metadata().find("sha256");
  const bool carried = found != reader.metadata().end();
  return {carried ? found->second : "", hash.hex()};
}

void require_checksum(const SafetensorsReader& reader,
                      const Checksum& checksum) {
  if (!checksum.is_there())
    throw DataError(reader.file().string() +
                    ": found no SHA-256, expected one in its metadata");
  if (!checksum.fits()) refuse_damaged(reader, checksum);
}

}  // namespace

void write_with_checksum(const path& file, SafetensorsFile contents) {
  contents.metadata["sha256"] = no_checksum;
  std::string bytes = format_safetensors(file, contents);
  bytes.replace(find_checksum(bytes), digits, sha256(bytes));
  AtomicFile output(file);
  output.write(bytes.data(), bytes.size());
  output.complete();
}

CheckedTensors read_with_checksum(const SafetensorsReader& reader) {
  Sha256 hash;
  hash_header(reader, hash);
  std::vector<Tensor> tensors = reader.read(&hash);
  return {std::move(tensors), checksum_of(reader, hash)};
}

std::vector<Tensor> read_checked(const SafetensorsReader& reader) {
  Sha256 hash;
  hash_header(reader, hash);
  reader.hash_values(hash);
  require_checksum(reader, checksum_of(reader, hash));
  // Checked again: somebody may have written to the file since.
  CheckedTensors read = read_with_checksum(reader);
  require_checksum(reader, read.checksum);
  return std::move(read.tensors);
}

void refuse_damaged(const SafetensorsReader& reader, const Checksum& checksum) {
  throw DataError(
      fmt::format("{}: the file is damaged: it has the SHA-256 {:.12}..., "
                  "expected {}",
                  reader.file().string(), checksum.computed,
                  printable(checksum.carried.substr(0, 12) + "...")));
}

}  // namespace nn
