#include <algorithm>
#include <cerrno>
#include <functional>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "nn/core/error.hpp"
#include "nn/training/checkpoint.hpp"

namespace nn {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept = 2;

/// step-000000000012.safetensors: one of our names. Others in the folder (a
/// copy named step-best.safetensors, say) are the user's.
bool is_checkpoint(const fs::path& file) {
  const std::string name = file.filename().string();
  constexpr std::string_view begin = "step-", end = ".safetensors";
  if (!name.starts_with(begin) || !name.ends_with(end)) return false;
  const auto digits = std::string_view(name).substr(
      begin.size(), name.size() - begin.size() - end.size());
  return digits.size() >= 12 &&
         digits.find_first_not_of("0123456789") == digits.npos;
}

fs::path writable(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error && !fs::is_directory(folder))
    error = std::make_error_code(std::errc::not_a_directory);
  if (!error && ::access(folder.c_str(), W_OK) != 0)
    error.assign(errno, std::generic_category());
  if (error)
    throw DataError(
        fmt::format("{}: cannot write to this folder ({}); name another one "
                    "with --checkpoint",
                    folder.string(), error.message()));
  return folder;
}

}  // namespace

CheckpointFolder::CheckpointFolder(const fs::path& folder)
    : folder_(writable(folder)), lock_(folder_, "--checkpoint") {}

std::vector<fs::path> CheckpointFolder::files() const {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; entry != end;
       entry.increment(error))
    if (is_checkpoint(entry->path())) found.push_back(entry->path());
  if (error)
    throw DataError(
        fmt::format("{}: cannot list: {}", folder_.string(), error.message()));
  // Steps have leading zeros: names in order are steps in order.
  std::ranges::sort(found, std::greater());
  return found;
}

fs::path CheckpointFolder::write(std::int64_t step,
                                 const Checkpoint& checkpoint) {
  remove_abandoned_partials(folder_, "step-", 0);  // nobody else writes here
  const fs::path file = folder_ / fmt::format("step-{:012}.safetensors", step);
  write_checkpoint(file, checkpoint);
  std::size_t older = 0;
  for (const fs::path& other : files()) {
    // Later ones could not be read when this run was resumed.
    const bool later = other.filename() > file.filename();
    if (!later && older++ < kept) continue;
    std::error_code ignored;  // one file too many does no harm
    fs::remove(other, ignored);
  }
  return file;
}

std::optional<Checkpoint> CheckpointFolder::newest(
    const std::function<void(const std::string&)>& complain) const {
  const std::vector<fs::path> all = files();
  for (const fs::path& file : all) {
    try {
      return read_checkpoint(file);
    } catch (const DataError& error) {
      if (file == all.back()) throw;
      complain(
          fmt::format("{}; taking the checkpoint before it", error.what()));
    }
  }
  return {};
}

}  // namespace nn
