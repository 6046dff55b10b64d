#include "nn/data/cifar.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/io/byte_source.hpp"
#include "nn/io/sha256.hpp"

namespace nn::cifar {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t side = 32, plane = side * side, channels = 3;
constexpr std::size_t record = 1 + channels * plane;
constexpr std::uint8_t last_class = 9;

/// The files with their SHA-256, as in data/catalogue.tsv; the last is for
/// testing.
struct Known {
  std::string_view name, sha256;
};
constexpr std::array<Known, 6> known_files = {{
    {"data_batch_1.bin",
     "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"},
    {"data_batch_2.bin",
     "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"},
    {"data_batch_3.bin",
     "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"},
    {"data_batch_4.bin",
     "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"},
    {"data_batch_5.bin",
     "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"},
    {"test_batch.bin",
     "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"},
}};

std::span<const Known> files_of(bool training) {
  const std::span<const Known> all = known_files;
  return training ? all.first(5) : all.last(1);
}

/// The file in `folder`, or with .gz; empty if there is none.
fs::path file_in(const fs::path& folder, std::string_view name) {
  std::error_code ignored;
  for (const char* ending : {"", ".gz"}) {
    const fs::path file = folder / fmt::format("{}{}", name, ending);
    if (fs::exists(file, ignored)) return file;
  }
  return {};
}

std::ptrdiff_t count_files(const fs::path& folder) {
  return std::ranges::count_if(known_files, [&](const Known& file) {
    return !file_in(folder, file.name).empty();
  });
}

/// Where the archive puts its files, if they are there and not in the folder.
fs::path where_they_are(const fs::path& folder) {
  const fs::path inner = folder / "cifar-10-batches-bin";
  return count_files(folder) == 0 && count_files(inner) > 0 ? inner : folder;
}

using Record = std::array<std::uint8_t, record>;

// #region append
/// Planes of red, green and blue become pixels.
void append(const Record& image, Dataset& data) {
  data.labels.push_back(image[0]);
  const std::size_t begin = data.pixels.size();
  data.pixels.resize(begin + channels * plane);
  std::uint8_t* pixel = data.pixels.data() + begin;
  for (std::size_t i = 0; i < plane; ++i)
    for (std::size_t k = 0; k < channels; ++k)
      *pixel++ = image[1 + k * plane + i];
}
// #endregion append

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw DataError(fmt::format("{}: {}", file.string(), what));
}

/// False at the end of the file. `index`: of the image in it.
bool read_record(ByteSource& source, const fs::path& file, std::size_t index,
                 Record& image) {
  const std::size_t count = source.read(image);
  if (count == 0) return false;
  if (count < record)
    fail(file, fmt::format("too short: image {} ends after {} of {} bytes "
                           "(label, then 1024 each of red, green and blue); "
                           "fetch it again",
                           index, count, record));
  if (image[0] > last_class)
    fail(file, fmt::format("label {} of image {} at offset {} is not one of "
                           "the classes 0 to {}; not a file of CIFAR-10, or "
                           "damaged: fetch it again",
                           image[0], index, index * record, last_class));
  if ((index + 1) * record > source.size_limit())
    fail(file, fmt::format("expected at most {} bytes in a .gz of this size; "
                           "fetch it again",
                           source.size_limit()));
  return true;
}

/// Returns the SHA-256 of the file, unpacked.
std::string read_file(const fs::path& file, Dataset& data, Sha256& all) {
  ByteSource source(file);
  Sha256 own;
  Record image;
  std::size_t index = 0;
  for (; read_record(source, file, index, image); ++index) {
    append(image, data);
    own.update(std::span<const std::uint8_t>(image));
    all.update(std::span<const std::uint8_t>(image));
  }
  if (index == 0) fail(file, "there are no images in it");
  return own.hex();
}

}  // namespace

bool has_any_batch(const fs::path& folder) {
  return count_files(where_they_are(folder)) > 0;
}

bool has_all_batches(const fs::path& folder) {
  return count_files(where_they_are(folder)) == std::ssize(known_files);
}

std::vector<fs::path> batch_files(const fs::path& folder, bool training) {
  const fs::path inner = where_they_are(folder);
  std::vector<fs::path> files;
  for (const Known& file : files_of(training)) {
    files.push_back(file_in(inner, file.name));
    if (files.back().empty())
      throw DataError(
          fmt::format("{0}: there is neither {1} nor {1}.gz; CIFAR-10 has "
                      "data_batch_1.bin to data_batch_5.bin and test_batch.bin "
                      "(`./learn data cifar-10` fetches all six)",
                      inner.string(), file.name));
  }
  return files;
}

Dataset load_half(const fs::path& folder, bool training) {
  Dataset data;
  data.shape = {channels, side, side};
  data.class_names = {"airplane", "automobile", "bird",  "cat",  "deer",
                      "dog",      "frog",       "horse", "ship", "truck"};
  data.classes = data.class_names.size();
  const auto known = files_of(training);
  const auto files = batch_files(folder, training);
  Sha256 all;
  bool is_known = true;
  for (std::size_t i = 0; i < files.size(); ++i)
    is_known &= read_file(files[i], data, all) == known[i].sha256;
  data.sha256 = all.hex();
  data.name = is_known ? "CIFAR-10" : "images in " + folder.string();
  return data;
}

}  // namespace nn::cifar
