/// Receptive fields: by the formula, by a gradient, and as others computed them
/// (Araujo, Norris and Sim, "Computing receptive fields of convolutional neural
/// networks", Distill 2019).
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/networks/resnet.hpp"

#include "15_architectures/bottleneck.hpp"
#include "15_architectures/count.hpp"
#include "15_architectures/fields.hpp"
#include "15_architectures/vgg.hpp"

namespace chapter15 {

inline const Field& field_of(const std::string& name) {
  static const std::vector<Field> all = fields();
  for (const Field& field : all)
    if (field.name == name) return field;
  throw nn::Error("no field of " + name);
}

BOOST_AUTO_TEST_CASE(fields_are_as_others_computed_them) {
  BOOST_TEST(field_of("VGG-16").side == 212u);
  BOOST_TEST(field_of("ResNet-50").side == 483u);
  BOOST_TEST(field_of("ResNet-152").side == 1507u);
  Outline net({3, 224, 224});
  add_resnet_stages(net, resnet_depths[3]);
  BOOST_TEST(sights(net).back().field() == 1027u);
  // The last number with a name in VGG-16, before its last pooling: 196.
  Outline vgg({3, 224, 224});
  add_vgg_convolutions(vgg, 'D');
  BOOST_TEST(sights(vgg)[vgg.layer_count() - 2].field() == 196u);
}

// Where the stride stands later, fewer pixels are seen.
BOOST_AUTO_TEST_CASE(torchvisions_resnet_50_sees_less) {
  BOOST_TEST(field_of("ResNet-50, torchvision's").side == 427u);
  BOOST_TEST(field_of("ResNet-50, torchvision's").side <
             field_of("ResNet-50").side);
}

BOOST_AUTO_TEST_CASE(gradients_reach_as_far_as_the_formula_says) {
  for (const char* name : {"plain, small", "Inception, small",
                           "residual, small", "ResNet-20", "VGG-16"}) {
    const std::size_t images = name == std::string("VGG-16") ? 8 : 2;
    BOOST_TEST_INFO(name);
    BOOST_TEST(measure(field_of(name), images, 1) == field_of(name).side);
  }
}

BOOST_AUTO_TEST_CASE(gradients_reach_as_far_in_deep_networks) {
  for (const char* name : {"ResNet-50", "ResNet-50, torchvision's"}) {
    BOOST_TEST_INFO(name);
    BOOST_TEST(measure(field_of(name), 2, 1) == field_of(name).side);
  }
}

// A shortcut looks no further than the block does: the plain network has the
// same field.
BOOST_AUTO_TEST_CASE(shortcuts_do_not_change_the_field) {
  for (const std::size_t blocks : {1u, 3u, 9u}) {
    std::vector<std::size_t> sides;
    for (const auto kind :
         {nn::Shortcut::none, nn::Shortcut::padded, nn::Shortcut::projection}) {
      Outline net({1, 32, 32});
      nn::stages_of_blocks(net, net.input(), {2, 4, 8}, blocks, kind);
      sides.push_back(sights(net).back().field());
    }
    BOOST_TEST(sides[0] == sides[1]);
    BOOST_TEST(sides[0] == sides[2]);
  }
}

// By hand: 3x3 with padding 1, then 3x3 with stride 2: columns -2 … 2, step 2.
BOOST_AUTO_TEST_CASE(a_sight_worked_out_by_hand) {
  const Sight once = through({3, 1, 1}, {});
  BOOST_TEST(once.left == -1);
  BOOST_TEST(once.right == 1);
  const Sight twice = through({3, 2, 1}, once);
  BOOST_TEST(twice.left == -2);
  BOOST_TEST(twice.right == 2);
  BOOST_TEST(twice.step == 2);
  const Sight both = together(through({5, 2, 0}, {}), through({1, 2, 0}, once));
  BOOST_TEST(both.left == -1);
  BOOST_TEST(both.right == 4);
  BOOST_CHECK_THROW(together(once, twice), nn::Error);
}

}  // namespace chapter15
