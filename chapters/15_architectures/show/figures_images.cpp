#include "figures_images.hpp"

#include "nn/core/armadillo.hpp"
#include "nn/data/augment_resample.hpp"
#include "nn/figures/figure.hpp"

#include "../color_shapes.hpp"

namespace chapter15 {
namespace {

/// An augmentation and its name below the pictures.
struct Shown {
  const char *augment, *name;
};
constexpr Shown all_shown[] = {
    {"none", "by day | 日光"},
    {"flip+shift:2", "crop | 裁剪"},
    {"brightness:0.8", "brightness | 亮度"},
    {"contrast:0.8", "contrast | 对比度"},
    {"saturation:1", "saturation | 饱和度"},
    {"color:0.6", "all three | 三者"},
    {"erase:1", "erased | 遮挡"},
};

/// From pixels with their channels fastest.
arma::cube image_cube(const std::vector<float>& pixels,
                      const nn::Shape& shape) {
  arma::cube image(shape.height, shape.width, shape.channels);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const std::size_t pixel = i / shape.channels;
    image(pixel / shape.width, pixel % shape.width, i % shape.channels) =
        double{pixels[i]};
  }
  return image;
}

arma::cube augmented(const nn::Dataset& data, std::uint32_t sample,
                     const char* augment) {
  std::vector<float> pixels(data.shape.features());
  nn::Resampler resample(data.shape);
  resample(data.pixels.data() + sample * pixels.size(),
           nn::draw(nn::parse_augment(augment), data.shape,
                    {.seed = 4, .epoch = 1, .sample = sample}),
           {}, pixels.data());
  return image_cube(pixels, data.shape);
}

}  // namespace

void draw_augmentations(const std::filesystem::path& out,
                        const nn::Dataset& day) {
  const nn::Dataset foggy = in_light(day, fog_light);
  const nn::Dataset evening = in_light(day, lamp_light);
  std::vector<arma::cube> images;
  std::vector<std::string> captions;
  for (const std::uint32_t sample : {0u, 3u, 4u, 7u, 8u}) {
    for (const Shown& shown : all_shown) {
      images.push_back(augmented(day, sample, shown.augment));
      captions.emplace_back(shown.name);
    }
    images.push_back(augmented(foggy, sample, "none"));
    captions.emplace_back("in fog | 雾中");
    images.push_back(augmented(evening, sample, "none"));
    captions.emplace_back("by lamp | 灯光");
  }
  nn::save_color_grid(out / "colors.png", images, int(std::size(all_shown)) + 2,
                      captions);
}

}  // namespace chapter15
