#include "nn/training/checkpoint.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>

#include "nn/data/sha256.hpp"
#include "nn/support/error.hpp"
#include "nn/support/whole_file.hpp"

namespace nn {
namespace {

using std::filesystem::path;

constexpr std::size_t digits = 64;  // of a SHA-256
constexpr const char* kind = "checkpoint 1";

/// The seal is the SHA-256 of the file as it would be with this in its place.
const std::string no_seal(digits, '0');

/// Where the seal's digits are in a file's bytes. A quotation mark within a
/// name or text has a backslash before it, so this can only be the key.
std::size_t seal_of(const path& file, const std::string& bytes) {
  const std::string key = "\"sha256\":\"";
  const std::size_t at = bytes.find(key);
  if (at == bytes.npos || at + key.size() + digits > bytes.size())
    throw DataError(file.string() +
                    ": found no SHA-256, expected one in every checkpoint");
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

}  // namespace

const std::string& Checkpoint::text(const std::string& name) const {
  const auto found = texts.find(name);
  if (found == texts.end())
    throw DataError(
        fmt::format("{}: found no \"{}\": the checkpoint of "
                    "another version of this program?",
                    file.string(), name));
  return found->second;
}

void Checkpoint::refuse(const std::string& name,
                        const std::string& found) const {
  throw DataError(fmt::format("{}: \"{}\": found \"{}\", expected a number",
                              file.string(), name, found));
}

void write_checkpoint(const path& file, const Checkpoint& checkpoint) {
  SafetensorsFile contents{checkpoint.tensors, checkpoint.texts};
  contents.metadata["format"] = kind;
  contents.metadata["sha256"] = no_seal;
  std::string bytes = format_safetensors(file, contents);
  const std::string seal = hash(bytes);
  bytes.replace(seal_of(file, bytes), digits, seal);
  WholeFile output(file);
  output.write(bytes.data(), bytes.size());
  output.complete();
}

Checkpoint read_checkpoint(const path& file) {
  SafetensorsFile contents = read_safetensors(file);
  check_seal(file);
  Checkpoint checkpoint{file, std::move(contents.tensors),
                        std::move(contents.metadata)};
  if (checkpoint.text("format") != kind)
    throw DataError(fmt::format("{}: found a \"{}\", expected a \"{}\"",
                                file.string(), checkpoint.text("format"),
                                kind));
  return checkpoint;
}

void set_options(const RunOptions& options, Checkpoint& checkpoint) {
  for (const auto& [name, value] : options)
    checkpoint.texts["option " + name] = value;
}

void check_options(const Checkpoint& checkpoint, const RunOptions& options) {
  std::string different;
  for (const auto& [name, value] : options) {
    const std::string& then = checkpoint.text("option " + name);
    if (then != value)
      different += fmt::format(
          "{}{} {} (now {})", different.empty() ? "" : ", ", name, then, value);
  }
  if (!different.empty())
    throw UsageError(fmt::format(
        "{}: this checkpoint's run has {}; resume with the same options, or "
        "name another folder",
        checkpoint.file.string(), different));
}

}  // namespace nn
