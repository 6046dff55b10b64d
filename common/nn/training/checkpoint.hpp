/// Checkpoints: a run on disk, so that it can resume after a power failure.
/// Chapter 9.
///
/// A checkpoint is a safetensors file: numbers are its tensors, all else is
/// text in its metadata, with a SHA-256 of the whole file. See
/// nn/training/training_state.hpp for what a model, an optimizer … puts in.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "nn/io/folder_lock.hpp"
#include "nn/io/safetensors.hpp"

namespace nn {

/// What a run must remember, by name.
struct Checkpoint {
  std::filesystem::path file;  ///< where it was read from, for messages
  std::vector<Tensor> tensors;
  std::map<std::string, std::string> texts;

  /// A number as text that reads back as the same number, bit for bit.
  template <class T>
  void set(const std::string& name, T value) {
    texts[name] = fmt::format("{}", value);
  }
  /// DataError if there is no such text, or no finite number of this type.
  template <class T>
  T get(const std::string& name) const {
    const std::string& found = text(name);
    const char* end = found.data() + found.size();
    T value{};
    const auto result = std::from_chars(found.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end) refuse(name, found);
    if constexpr (std::is_floating_point_v<T>)
      if (!std::isfinite(value)) refuse(name, found);
    return value;
  }
  const std::string& text(const std::string& name) const;
  /// The same for a message: one line, at most 60 characters.
  std::string printable(const std::string& name) const;

 private:
  [[noreturn]] void refuse(const std::string& name,
                           const std::string& found) const;
};

/// Writes it whole or not at all, as write_safetensors() does.
void write_checkpoint(const std::filesystem::path& file,
                      const Checkpoint& checkpoint);

/// DataError if a single bit differs from what was written.
Checkpoint read_checkpoint(const std::filesystem::path& file);

/// Command-line options that decide what a run computes, with their values.
using RunOptions = std::vector<std::pair<std::string, std::string>>;

void set_options(const RunOptions& options, Checkpoint& checkpoint);
/// UsageError that names each option whose value differs from the checkpoint's:
/// resuming would give a run that is neither one nor the other.
void check_options(const Checkpoint& checkpoint, const RunOptions& options);

/// The checkpoints of one run: DIR/step-000000000012.safetensors. The last two
/// are kept, so that a broken file costs a few steps and not the run.
class CheckpointFolder {
 public:
  /// Creates the folder if needed; DataError if nothing can be written there,
  /// UsageError if another run writes there. Nothing in it is touched.
  explicit CheckpointFolder(const std::filesystem::path& folder);

  /// The files, the newest first.
  std::vector<std::filesystem::path> files() const;
  /// Adds one, then removes those before the last two. DataError, with the
  /// older ones intact, if it cannot be written.
  std::filesystem::path write(std::int64_t step, const Checkpoint& checkpoint);
  /// The newest readable one; nothing if there are no files. `complain` gets a
  /// line for each unreadable one; DataError if all of them are unreadable.
  std::optional<Checkpoint> newest(
      const std::function<void(const std::string&)>& complain) const;

 private:
  std::filesystem::path folder_;
  FolderLock lock_;
};

}  // namespace nn
