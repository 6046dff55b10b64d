/// A synthetic CIFAR-10: files of its format with any number of images, whose
/// every byte is known.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace cifar_tests {

namespace fs = std::filesystem;

inline const std::vector<std::string> names = {
    "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
    "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"};

/// A folder that goes away with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "nn-cifar-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

/// Channel k (red, green, blue) of pixel (y, x) of an image.
inline std::uint8_t value_at(std::size_t file, std::size_t image, std::size_t k,
                             std::size_t y, std::size_t x) {
  return static_cast<std::uint8_t>(97 * file + 31 * image + 101 * k + 7 * y +
                                   3 * x * (k + 1));
}

inline std::uint8_t label_at(std::size_t file, std::size_t image) {
  return static_cast<std::uint8_t>((3 * file + 7 * image) % 10);
}

/// As the site describes it: "The first byte is the label of the first image …
/// The next 3072 bytes are the values of the pixels of the image. The first
/// 1024 bytes are the red channel values, the next 1024 the green, and the
/// final 1024 the blue. The values are stored in row-major order".
inline std::string file_bytes(std::size_t file, std::size_t images) {
  std::string bytes;
  for (std::size_t image = 0; image < images; ++image) {
    bytes += static_cast<char>(label_at(file, image));
    for (std::size_t k = 0; k < 3; ++k)
      for (std::size_t y = 0; y < 32; ++y)
        for (std::size_t x = 0; x < 32; ++x)
          bytes += static_cast<char>(value_at(file, image, k, y, x));
  }
  return bytes;
}

inline void write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

/// File i has i + 1 images.
inline void write_all(const fs::path& folder) {
  for (std::size_t file = 0; file < names.size(); ++file)
    write(folder / names[file], file_bytes(file, file + 1));
}

}  // namespace cifar_tests
