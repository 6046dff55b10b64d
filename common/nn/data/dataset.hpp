/// Labeled images, found by name or folder and checked when they are loaded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "nn/core/buffer.hpp"
#include "nn/core/shape.hpp"

namespace nn {

/// Images as bytes (0 is black, 255 white) and their classes as integers.
struct Dataset {
  std::string name;         ///< "MNIST", "CIFAR-10", "images in DIR" …
  Shape shape;              ///< of one image, e.g. 1x28x28
  std::size_t classes = 0;  ///< labels are 0 … classes - 1
  std::vector<std::string> class_names;
  /// Sample after sample, each in the layout of Shape: features x count.
  Buffer<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;
  std::string sha256;  ///< of the file or files with the images, decompressed

  std::size_t size() const { return labels.size(); }
};

struct TrainTest {
  Dataset train, test;
  std::filesystem::path folder;  ///< where they were found
};

/// The places that `find_images` searches.
struct DataPlaces {
  std::string environment;       ///< the value of $NN_DATA
  std::filesystem::path source;  ///< the project's data/, for data/mnist
  std::filesystem::path debian;  ///< Debian's Fashion-MNIST
};

/// Those of this machine.
DataPlaces data_places();

/// The folder of the data set. `where` is "mnist", "fashion-mnist", "cifar-10"
/// or a folder; if it is empty, the search tries $NN_DATA (the same four
/// choices), then data/mnist in the source tree, then Debian's Fashion-MNIST.
/// Throws DataError, with what to do, if nothing is found.
std::filesystem::path find_images(const std::string& where,
                                  const DataPlaces& places = data_places());

/// Finds (see find_images) and loads the four IDX files of a data set named
/// like MNIST or EMNIST (nn/data/image_files.hpp), each plain or with .gz; or
/// the six of CIFAR-10 (nn/data/cifar.hpp). EMNIST's transposed images are
/// turned upright, its labels counted from 0. Throws DataError if a file is
/// missing or broken, if images and labels do not match, or if a label is not
/// one of the classes (ten, unless it is EMNIST).
TrainTest load_images(const std::string& where);

/// The same for a program that has something to show without images, too: if
/// there are none, it prints why the steps that need them are left out.
std::optional<TrainTest> load_images_or_explain(const std::string& where);

/// One line: name, count, shape and the first 8 digits of the hash.
std::string describe(const Dataset& data);

}  // namespace nn
