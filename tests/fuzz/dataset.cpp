// Four files of a data set: what is accepted has labels of the ten classes,
// one for each image.
#include "nn/data/dataset.hpp"

#include <fstream>

#include "folder.hpp"

namespace {

void check(const nn::Dataset& data) {
  fuzz::require(data.pixels.size() == data.size() * data.shape.features(),
                "not as many labels as images");
  for (std::int32_t label : data.labels)
    fuzz::require(label >= 0 && label < 10, "a label out of range");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const fuzz::Folder folder;
  // The files, one after the other, each preceded by its length in two bytes.
  for (const char* name :
       {"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
    std::size_t length = size < 2 ? 0 : data[0] + 256u * data[1];
    data += std::min<std::size_t>(size, 2);
    size -= std::min<std::size_t>(size, 2);
    length = std::min(length, size);
    std::ofstream(folder.path / name, std::ios::binary)
        << fuzz::text(data, length);
    data += length;
    size -= length;
  }
  try {
    const nn::TrainTest all = nn::load_images(folder.path.string());
    check(all.train);
    check(all.test);
  } catch (const nn::DataError& error) {
    fuzz::check_refusal(error, folder.path);
  }
  return 0;
}
