#include "nn/data/image_files.hpp"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nn/core/error.hpp"
#include "nn/data/emnist.hpp"

namespace nn {
namespace {

using std::filesystem::path;
namespace fs = std::filesystem;

/// FOLDER/BEGIN-images-idx3-ubyte, with a dot in place of the second hyphen
/// (as some unpackers write it), or with .gz; empty if there is none.
path file_in(const path& folder, const std::string& begin,
             const std::string& kind) {
  std::error_code ignored;
  for (const char* joint : {"-", "."})
    for (const char* ending : {"", ".gz"}) {
      const path file =
          folder / fmt::format("{}{}{}-ubyte{}", begin, joint, kind, ending);
      if (fs::exists(file, ignored)) return file;
    }
  return {};
}

path required_file(const path& folder, const std::string& begin,
                   const std::string& kind) {
  path file = file_in(folder, begin, kind);
  if (file.empty())
    throw DataError(
        fmt::format("{0}: there is neither {1}-{2}-ubyte nor "
                    "{1}-{2}-ubyte.gz",
                    folder.string(), begin, kind));
  return file;
}

ImageFiles files(const path& folder, const std::string& half,
                 const std::string& split) {
  return {required_file(folder, half + "-images", "idx3"),
          required_file(folder, half + "-labels", "idx1"), split};
}

ImageFiles emnist_files(const path& folder, const std::string& split,
                        bool training) {
  const std::string half = training ? "train" : "test";
  return files(folder, fmt::format("emnist-{}-{}", split, half), split);
}

std::set<std::string> splits_in(const path& folder) {
  std::set<std::string> splits;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    splits.insert(emnist::split_of(entry->path().filename().string()));
  splits.erase("");
  return splits;
}

/// The split that `where` names: "letters" for FOLDER/emnist-letters.
std::string split_named(const path& where) {
  return emnist::split_of(where.filename().string() + "-");
}

}  // namespace

bool has_image_files(const path& folder) {
  for (const char* half : {"train", "t10k"})
    for (const auto& [kind, number] :
         {std::pair{"images", "idx3"}, {"labels", "idx1"}})
      if (file_in(folder, fmt::format("{}-{}", half, kind), number).empty())
        return false;
  return true;
}

bool names_a_split(const path& where) {
  const std::string split = split_named(where);
  return !split.empty() && splits_in(where.parent_path()).contains(split);
}

ImageFiles image_files(const path& where, bool training) {
  std::error_code ignored;
  if (!fs::is_directory(where, ignored) && names_a_split(where))
    return emnist_files(where.parent_path(), split_named(where), training);
  const auto splits = splits_in(where);
  const bool plain = !file_in(where, "train-images", "idx3").empty();
  if (plain || splits.empty())
    return files(where, training ? "train" : "t10k", "");
  if (splits.size() == 1) return emnist_files(where, *splits.begin(), training);
  throw DataError(fmt::format(
      "{0}: several sets are in this folder ({1}); name one of them, e.g. "
      "--data {0}/emnist-{2}",
      where.string(), fmt::join(splits, ", "), *splits.rbegin()));
}

}  // namespace nn
