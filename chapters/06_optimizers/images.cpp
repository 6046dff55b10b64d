#include "images.hpp"

namespace chapter06 {

Images::Images(nn::TrainTest all, const Amount& amount) : data(std::move(all)) {
  std::tie(train, validation) =
      nn::split(nn::first(data.train, amount.train + amount.validation),
                amount.validation);
  test = nn::first(data.test, amount.test);
  pixels = nn::pixel_moments(train);
}

nn::Loader::Settings Images::loading(std::size_t batch_size, bool shuffle,
                                     std::uint64_t seed) const {
  nn::Loader::Settings settings;
  settings.batch_size = batch_size;
  settings.shuffle = shuffle;
  settings.seed = seed;
  settings.mean = pixels.mean;
  settings.standard_deviation = pixels.standard_deviation;
  return settings;
}

std::unique_ptr<Images> find_images(const Amount& amount) {
  auto found = nn::load_images_or_explain("fashion-mnist");
  if (!found) return nullptr;
  return std::make_unique<Images>(std::move(*found), amount);
}

}  // namespace chapter06
