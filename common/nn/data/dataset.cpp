#include "nn/data/dataset.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <future>
#include <string_view>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/data/cifar.hpp"
#include "nn/data/emnist.hpp"
#include "nn/data/idx.hpp"
#include "nn/data/image_files.hpp"
#include "nn/io/sha256.hpp"

namespace nn {
namespace {

namespace fs = std::filesystem;

/// A data set that we recognize by its hashes, as in data/catalogue.tsv.
struct Known {
  std::string_view name, images, labels;
};
constexpr std::array<Known, 4> known_data = {{
    {"MNIST",
     "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
     "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
    {"MNIST",
     "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
     "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"},
    {"Fashion-MNIST",
     "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
     "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"},
    {"Fashion-MNIST",
     "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
     "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"},
}};

std::vector<std::string> class_names(std::string_view name) {
  if (name == "Fashion-MNIST")
    return {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
            "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
  return {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
}

std::string hash_of(const IdxArray& array) {
  Sha256 hash;
  hash.update(idx_header(array.dims));
  hash.update(array.bytes);
  return hash.hex();
}

using Dims = std::vector<std::uint32_t>;

void check_image_dims(const Dims& dims, const fs::path& path) {
  if (dims.size() != 3)
    throw DataError(
        fmt::format("{}: expected images with 3 dimensions (count, height, "
                    "width), found {}",
                    path.string(), dims.size()));
  if (std::ranges::count(dims, 0u) > 0)
    throw DataError(fmt::format("{}: there are no images in it ({} x {} x {})",
                                path.string(), dims[0], dims[1], dims[2]));
}

void check_label_dims(const Dims& dims, std::uint32_t images,
                      const fs::path& path) {
  if (dims.size() != 1)
    throw DataError(
        fmt::format("{}: expected labels with 1 dimension, found {}",
                    path.string(), dims.size()));
  if (dims[0] != images)
    throw DataError(fmt::format("{}: {} labels for {} images", path.string(),
                                dims[0], images));
}

/// Called before the elements are read: files that do not match take no memory,
/// however large they are.
void check_headers(const fs::path& images, const fs::path& labels) {
  const Dims dims = read_idx_dims(images);
  check_image_dims(dims, images);
  check_label_dims(read_idx_dims(labels), dims[0], labels);
}

/// Moves the contents of `array` into `data`.
void take_images(Dataset& data, IdxArray&& array, const fs::path& path) {
  check_image_dims(array.dims, path);
  data.shape = {1, array.dims[1], array.dims[2]};
  data.pixels = std::move(array.bytes);
}

/// Classes are counted from 0, whatever label the first one has.
void take_labels(Dataset& data, const IdxArray& array, std::uint32_t images,
                 std::uint8_t first, const fs::path& path) {
  check_label_dims(array.dims, images, path);
  const std::size_t last = first + data.classes - 1;
  const auto wrong = std::ranges::find_if(array.bytes, [=](std::uint8_t label) {
    return label < first || label > last;
  });
  if (wrong != array.bytes.end())
    throw DataError(fmt::format(
        "{}: label {} of sample {} is not one of the classes {} to {}",
        path.string(), *wrong, wrong - array.bytes.begin(), first, last));
  data.labels.reserve(array.bytes.size());
  for (const std::uint8_t label : array.bytes)
    data.labels.push_back(label - first);
}

/// The data set's name; other labels make it a different data set, even if the
/// images are known.
std::string name_of(const fs::path& where, const ImageFiles& files,
                    const std::string& images, const IdxArray& labels) {
  if (!files.split.empty()) return "EMNIST " + files.split;
  const auto known = std::ranges::find(known_data, images, &Known::images);
  if (known != known_data.end() && known->labels == hash_of(labels))
    return std::string(known->name);
  return "images in " + where.string();
}

/// The four IDX files are taken first, if a folder has other files as well.
bool is_cifar(const fs::path& where) {
  return cifar::has_any_batch(where) && !has_image_files(where);
}

Dataset load_half(const fs::path& where, bool training) {
  if (is_cifar(where)) return cifar::load_half(where, training);
  const ImageFiles files = image_files(where, training);
  check_headers(files.images, files.labels);
  IdxArray pixels = read_idx(files.images);
  const IdxArray labels = read_idx(files.labels);
  Dataset data;
  data.sha256 = hash_of(pixels);
  data.name = name_of(where, files, data.sha256, labels);
  const bool is_emnist = !files.split.empty();
  data.class_names =
      is_emnist ? emnist::class_names(files.split) : class_names(data.name);
  data.classes = data.class_names.size();
  const std::uint32_t count = pixels.dims[0];
  take_images(data, std::move(pixels), files.images);
  take_labels(data, labels, count, emnist::first_label(files.split),
              files.labels);
  if (is_emnist) {
    emnist::turn_upright(data.pixels, data.shape.height, data.shape.width);
    std::swap(data.shape.height, data.shape.width);
  }
  return data;
}

/// `where` as the user gave it, by --data or by $NN_DATA.
fs::path find_named(const std::string& where, const DataPlaces& places) {
  if (where == "mnist") {
    if (has_image_files(places.source / "mnist"))
      return places.source / "mnist";
    throw DataError(
        fmt::format("MNIST is not in {}; `./learn data mnist` "
                    "fetches it",
                    (places.source / "mnist").string()));
  }
  if (where == "fashion-mnist") {
    if (has_image_files(places.debian)) return places.debian;
    throw DataError(
        fmt::format("Fashion-MNIST is not in {}; `apt-get install "
                    "dataset-fashion-mnist` puts it there",
                    places.debian.string()));
  }
  if (where == "cifar-10") {
    const fs::path folder = places.source / "cifar-10";
    if (cifar::has_all_batches(folder)) return folder;
    throw DataError(
        fmt::format("CIFAR-10 is not in {}; `./learn data cifar-10` fetches "
                    "it (170 MB)",
                    folder.string()));
  }
  std::error_code ignored;
  if (fs::is_directory(where, ignored) || names_a_split(where)) return where;
  throw DataError(where +
                  ": expected mnist, fashion-mnist, cifar-10 or a folder, but "
                  "there is no such folder");
}

}  // namespace

DataPlaces data_places() {
  const char* environment = std::getenv("NN_DATA");
  return {environment ? environment : "", fs::path(NN_SOURCE_DIR) / "data",
          "/usr/share/datasets/fashion-mnist"};
}

fs::path find_images(const std::string& where, const DataPlaces& places) {
  if (!where.empty()) return find_named(where, places);
  if (!places.environment.empty()) {
    try {
      return find_named(places.environment, places);
    } catch (const DataError& error) {
      throw DataError(fmt::format("$NN_DATA: {}", error.what()));
    }
  }
  if (has_image_files(places.source / "mnist")) return places.source / "mnist";
  if (has_image_files(places.debian)) return places.debian;
  throw DataError(fmt::format(
      "no images found: neither MNIST in {} (`./learn data mnist` fetches it) "
      "nor Fashion-MNIST in {} (`apt-get install dataset-fashion-mnist`)",
      (places.source / "mnist").string(), places.debian.string()));
}

TrainTest load_images(const std::string& where) {
  TrainTest data;
  data.folder = find_images(where);
  // Decompression takes most of the time: the test half runs on another thread,
  // if one is available.
  auto test = std::async(std::launch::async | std::launch::deferred, load_half,
                         data.folder, false);
  data.train = load_half(data.folder, true);
  data.test = test.get();
  if (data.train.shape != data.test.shape)
    throw DataError(fmt::format(
        "{}: the training images are {}, but the test images are {}",
        data.folder.string(), to_string(data.train.shape),
        to_string(data.test.shape)));
  return data;
}

std::optional<TrainTest> load_images_or_explain(const std::string& where) {
  try {
    return load_images(where);
  } catch (const DataError& error) {
    fmt::print("\nNo images, so the steps that need them are left out: {}\n",
               error.what());
    return std::nullopt;
  }
}

std::string describe(const Dataset& data) {
  return fmt::format("{}: {} images of {}, SHA-256 {}", data.name, data.size(),
                     to_string(data.shape), data.sha256.substr(0, 8));
}

}  // namespace nn
