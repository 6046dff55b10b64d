#include <algorithm>
#include <cerrno>
#include <functional>
#include <system_error>

#include <unistd.h>

#include "nn/support/error.hpp"
#include "nn/training/checkpoint.hpp"

namespace nn {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept = 2;

bool is_checkpoint(const fs::path& file) {
  return file.filename().string().starts_with("step-") &&
         file.extension() == ".safetensors";
}

/// What a program that was killed while it wrote has left.
bool is_partial(const fs::path& file) {
  return file.filename().string().starts_with("step-") &&
         file.extension() == ".partial";
}

std::vector<fs::path> list(const fs::path& folder,
                           bool (*wanted)(const fs::path&)) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; entry != end;
       entry.increment(error))
    if (wanted(entry->path())) found.push_back(entry->path());
  if (error)
    throw DataError(
        fmt::format("{}: cannot list: {}", folder.string(), error.message()));
  return found;
}

}  // namespace

CheckpointFolder::CheckpointFolder(fs::path folder)
    : folder_(std::move(folder)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (!error && !fs::is_directory(folder_))
    error = std::make_error_code(std::errc::not_a_directory);
  if (!error && ::access(folder_.c_str(), W_OK) != 0)
    error.assign(errno, std::generic_category());
  if (error)
    throw DataError(
        fmt::format("{}: cannot write to this folder ({}); name another one "
                    "with --checkpoint",
                    folder_.string(), error.message()));
  remove_partial_files();
}

void CheckpointFolder::remove_partial_files() const {
  std::error_code ignored;
  for (const fs::path& file : list(folder_, is_partial))
    fs::remove(file, ignored);
}

std::vector<fs::path> CheckpointFolder::files() const {
  std::vector<fs::path> found = list(folder_, is_checkpoint);
  // Steps have leading zeros: names in order are steps in order.
  std::ranges::sort(found, std::greater());
  return found;
}

fs::path CheckpointFolder::write(std::int64_t step,
                                 const Checkpoint& checkpoint) {
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
