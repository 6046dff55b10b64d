// Changed pictures: PyTorch's, the formula's and the fast ones are the same.
#include "augment_pictures.hpp"

BOOST_AUTO_TEST_CASE(pytorch_gives_the_same_picture) {
  // PyTorch 1.13.1: grid_sample and interpolate, with align_corners, on the
  // inverse of R(20°) * 1.3 * shear(0.1) * flip about the center.
  const Shape shape{2, 4, 5};
  Bytes image;
  for (std::size_t i = 0; i < 40; ++i)
    image.push_back(
        static_cast<std::uint8_t>((37 * i * i + 91 * i + 11) % 256));
  auto t = Transform::of({.flip = true,
                          .shear = 0.1,
                          .scale = 1.3,
                          .degrees = 20,
                          .dx = 0.7,
                          .dy = -0.4},
                         shape);
  const std::vector<double> affine = {
      64.9160,  199.9076, 129.5142, 167.1372, 141.9760, 174.4421, 72.2687,
      109.4337, 35.1288,  52.1571,  75.0130,  240.2970, 167.6393, 222.4702,
      157.0161, 178.8118, 143.6258, 135.3015, 168.9212, 136.3778, 60.0082,
      197.0863, 156.9379, 148.6115, 241.5408, 21.8292,  177.4488, 75.7402,
      148.6169, 105.9985, 36.9893,  108.0750, 88.8960,  176.2694, 100.9928,
      34.5339,  55.6805,  82.5589,  52.9490,  87.7023};
  BOOST_TEST(distance(changed(image, shape, t), affine) < 255 * tolerance);
  t.elastic = true;
  for (std::size_t i = 0; i < 36; ++i) {
    t.dx[i] = (static_cast<float>(7 * i % 11) - 5) / 8;
    t.dy[i] = (static_cast<float>(7 * (i + 36) % 11) - 5) / 8;
  }
  const std::vector<double> elastic = {
      150.2759, 194.1298, 123.2047, 171.0839, 139.3296, 183.9031, 78.3405,
      156.6770, 27.3005,  102.1231, 54.4799,  203.7076, 158.9956, 209.8265,
      185.0718, 152.5343, 96.4215,  137.3298, 183.7337, 132.1209, 64.2482,
      220.5542, 154.3901, 163.2821, 237.0809, 36.5359,  127.9655, 105.0108,
      138.7892, 104.0262, 73.0528,  235.0435, 66.2002,  193.0285, 67.1551,
      42.0730,  37.1453,  64.5641,  101.5693, 93.6529};
  BOOST_TEST(distance(changed(image, shape, t), elastic) < 255 * tolerance);
}

BOOST_AUTO_TEST_CASE(fast_and_formula_agree_on_whatever_is_drawn) {
  for (const Shape& shape : shapes)
    for (const char* text :
         {"shift:2", "flip+shift:1+erase:0.3", "subpixel:40", "rotate:180",
          "geo:1.5,10,0.5", "geo:3,45,8+flip+erase:0.5", "scale:0.9+shear:2"})
      for (std::uint32_t sample = 0; sample < 40; ++sample)
        changed(noise(shape, sample), shape,
                nn::draw(nn::parse_augment(text), shape, {3, 1, sample}));
}

BOOST_AUTO_TEST_CASE(a_resampler_keeps_nothing_of_the_image_before) {
  const Shape shape{3, 9, 20};
  nn::Resampler used(shape);
  for (std::uint32_t i = 0; i < 60; ++i) {
    const char* const text = i % 3 ? "geo:9,90,2" : "flip+shift:9";
    const auto t = nn::draw(nn::parse_augment(text), shape, {1, 0, i});
    const Bytes image = noise(shape, i);
    std::vector<float> a(shape.features()), b(shape.features(), -1);
    used(image.data(), t, {}, a.data());
    nn::Resampler{shape}(image.data(), t, {}, b.data());
    BOOST_TEST(a == b);
  }
}
