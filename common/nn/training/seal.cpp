#include "nn/training/seal.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>

#include <fmt/format.h>

#include "nn/data/sha256.hpp"
#include "nn/support/error.hpp"
#include "nn/support/whole_file.hpp"

namespace nn {
namespace {

using std::filesystem::path;

constexpr std::size_t digits = 64;  // of a SHA-256
/// The seal is the SHA-256 of the file as it would be with this in its place.
const std::string no_seal(digits, '0');

/// Where the seal's digits are in a file's bytes. A quotation mark within a
/// name or text has a backslash before it, so this can only be the key.
std::size_t seal_of(const path& file, const std::string& bytes) {
  const std::string key = R"("sha256":")";
  const std::size_t at = bytes.find(key);
  if (at == bytes.npos || at + key.size() + digits > bytes.size())
    throw DataError(file.string() +
                    ": found no SHA-256, expected one in its metadata");
  return at + key.size();
}

std::string hash(const std::string& bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  return sha256(std::span(data, bytes.size()));
}

std::string bytes_of(const path& file) {
  std::ifstream input(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(input), {}};
  if (!input)
    throw DataError(fmt::format("{}: cannot read: {}", file.string(),
                                std::strerror(errno)));
  return bytes;
}

}  // namespace

void write_sealed(const path& file, SafetensorsFile contents) {
  contents.metadata["sha256"] = no_seal;
  std::string bytes = format_safetensors(file, contents);
  const std::string seal = hash(bytes);
  bytes.replace(seal_of(file, bytes), digits, seal);
  WholeFile output(file);
  output.write(bytes.data(), bytes.size());
  output.complete();
}

void check_seal(const path& file) {
  std::string bytes = bytes_of(file);
  const std::size_t at = seal_of(file, bytes);
  const std::string expected = bytes.substr(at, digits);
  const std::string found = hash(bytes.replace(at, digits, no_seal));
  if (found != expected)
    throw DataError(
        fmt::format("{}: the file is damaged: it has the SHA-256 "
                    "{:.12}…, expected {}…",
                    file.string(), found, expected.substr(0, 12)));
}

}  // namespace nn
