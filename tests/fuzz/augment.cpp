// An augmentation that is accepted means the same after it has been written
// and read, and gives pixels from 0 to 1, by the formula and fast.
#include "nn/data/augment.hpp"

#include <array>
#include <vector>

#include "nn/data/augment_reference.hpp"
#include "nn/data/augment_resample.hpp"

#include "fuzz.hpp"

namespace {

void change_images(const nn::Augment& augment, nn::Shape shape) {
  std::vector<std::uint8_t> image(shape.features());
  for (std::size_t i = 0; i < image.size(); ++i)
    image[i] = static_cast<std::uint8_t>(37 * i);
  std::vector<float> fast(shape.features());
  nn::Resampler resample(shape);
  for (std::uint32_t sample = 0; sample < 3; ++sample) {
    const nn::Transform change =
        nn::draw(augment, shape, {.seed = 1, .epoch = 1, .sample = sample});
    for (double value : nn::reference::augment(image, shape, change))
      fuzz::require(value >= 0 && value <= 1, fmt::format("pixel {}", value));
    resample(image.data(), change, {}, fast.data());
    for (float value : fast)
      fuzz::require(value >= 0 && value <= 1.0001f,
                    fmt::format("fast: pixel {}", value));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  try {
    const nn::Augment augment = nn::parse_augment(fuzz::text(data, size));
    const std::string written = nn::to_string(augment);
    fuzz::require(nn::parse_augment(written) == augment,
                  "another augmentation: " + written);
    change_images(augment, {1, 5, 7});
    change_images(augment, {3, 1, 1});
  } catch (const nn::UsageError& error) {
    fuzz::require(std::string(error.what()).size() > 10, "no complaint");
  }
  return 0;
}
