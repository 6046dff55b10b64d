// Two of CIFAR-10's six files: what is accepted has the labels and the bytes of
// the files, each where it belongs.
#include "nn/data/cifar.hpp"

#include <fstream>

#include "folder.hpp"

namespace {

void check(const nn::Dataset& data, const std::string& bytes) {
  const std::size_t count = bytes.size() / 3073;
  fuzz::require(bytes.size() % 3073 == 0 && data.size() == count,
                "another number of images");
  for (std::size_t i = 0; i < count; ++i) {
    const char* const image = bytes.data() + i * 3073;
    fuzz::require(data.labels[i] == image[0] && image[0] < 10,
                  "a label out of range");
    for (std::size_t k = 0; k < 3; ++k)
      for (std::size_t p = 0; p < 1024; ++p)
        fuzz::require(data.pixels[(i * 1024 + p) * 3 + k] ==
                          static_cast<std::uint8_t>(image[1 + k * 1024 + p]),
                      "another pixel");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const fuzz::Folder folder;
  const std::string input = fuzz::text(data, size);
  const std::string one = std::string(1, '\3') + std::string(3072, 'x');
  for (const char* name : {"data_batch_1.bin", "data_batch_2.bin",
                           "data_batch_3.bin", "data_batch_4.bin"})
    std::ofstream(folder.path / name, std::ios::binary) << one;
  for (const char* name : {"data_batch_5.bin", "test_batch.bin"})
    std::ofstream(folder.path / name, std::ios::binary) << input;
  try {
    const nn::TrainTest all = nn::load_images(folder.path.string());
    if (input.starts_with("\x1f\x8b")) return 0;
    check(all.test, input);
    check(all.train, one + one + one + one + input);
  } catch (const nn::DataError& error) {
    fuzz::check_refusal(error, folder.path);
  }
  return 0;
}
