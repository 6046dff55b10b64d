#include "nn/training/checkpoint.hpp"

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/checksum.hpp"

namespace nn {
namespace {

using std::filesystem::path;

constexpr const char* kind = "checkpoint 1";

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

std::string Checkpoint::printable(const std::string& name) const {
  return nn::printable(text(name));
}

void Checkpoint::refuse(const std::string& name,
                        const std::string& found) const {
  throw DataError(fmt::format("{}: \"{}\": found {}, expected a number",
                              file.string(), name, quoted_name(found)));
}

void write_checkpoint(const path& file, const Checkpoint& checkpoint) {
  SafetensorsFile contents{checkpoint.tensors, checkpoint.texts};
  contents.metadata["format"] = kind;
  write_with_checksum(file, std::move(contents));
}

Checkpoint read_checkpoint(const path& file) {
  const SafetensorsReader reader(file);
  Checkpoint checkpoint{file, read_checked(reader), reader.metadata()};
  if (checkpoint.text("format") != kind)
    throw DataError(fmt::format(R"({}: found a "{}", expected a "{}")",
                                file.string(), checkpoint.printable("format"),
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
      different +=
          fmt::format("{}{} {} (now {})", different.empty() ? "" : ", ", name,
                      checkpoint.printable("option " + name), value);
  }
  if (!different.empty())
    throw UsageError(fmt::format(
        "{}: this checkpoint's run has {}; resume with the same options, or "
        "name another folder",
        checkpoint.file.string(), different));
}

}  // namespace nn
