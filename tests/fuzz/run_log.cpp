// A metrics.jsonl that is accepted is the same after it has been written and
// read.
#include "nn/training/run_log.hpp"

#include "fuzz.hpp"

namespace {

/// The bytes of this history's log.
std::string written(const nn::RunHistory& history) {
  const fuzz::File file({});
  const nn::RunLog log(file.path(), history.info, history.epochs);
  std::string bytes(std::filesystem::file_size(file.path()), '\0');
  std::FILE* input = std::fopen(file.path().c_str(), "rb");
  fuzz::require(
      std::fread(bytes.data(), 1, bytes.size(), input) == bytes.size(),
      "cannot read what was written");
  std::fclose(input);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string input = fuzz::text(data, size);
  const auto history = fuzz::read(fuzz::File(input), nn::read_run_log);
  if (!history) return 0;
  const std::string once = written(*history);
  const auto again = fuzz::read(fuzz::File(once), nn::read_run_log);
  fuzz::require(again.has_value(), "what was written is not accepted");
  // Texts, and notes about NaN, in place of comparing field by field.
  fuzz::require(written(*again) == once, "another history");
  fuzz::require(again->epochs.size() == history->epochs.size(), "epochs");
  const std::string lines = nn::format_epochs(history->epochs);
  fuzz::require(nn::format_epochs(nn::parse_epochs("lines", lines)) == lines,
                "other epochs");
  return 0;
}
