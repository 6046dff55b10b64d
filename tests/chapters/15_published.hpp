/// What published networks cost, beside their papers and beside torchvision,
/// whose documentation gives the exact numbers of parameters.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

#include "15_architectures/bottleneck.hpp"
#include "15_architectures/inception.hpp"
#include "15_architectures/published.hpp"
#include "15_architectures/refusals.hpp"
#include "15_architectures/vgg.hpp"

namespace chapter15 {

/// Of all networks of a table, in its order.
inline std::vector<std::size_t> parameters_of(
    const std::vector<Published>& table) {
  std::vector<std::size_t> counts;
  for (const Published& network : table)
    counts.push_back(network.cost().parameters);
  return counts;
}

/// A number of the paper has this many digits behind the point: half of the
/// last one, or a whole one where the paper cut off.
inline bool as_published(double ours, double paper, double last_digit) {
  return std::abs(ours - paper) <= last_digit;
}

BOOST_AUTO_TEST_CASE(row_44a_vgg_has_the_published_numbers) {
  const std::vector<std::size_t> torchvision{132863336, 133047848, 138357544,
                                             143667240};
  BOOST_TEST(parameters_of(published_vgg()) == torchvision,
             boost::test_tools::per_element());
  for (const Published& network : published_vgg())
    BOOST_TEST(as_published(double(network.cost().parameters) / 1e6,
                            network.parameters, 0.5));
  const Published vgg19 = published_vgg().back();
  BOOST_TEST(as_published(double(vgg19.cost().multiply_adds) / 1e9,
                          vgg19.multiply_adds, 0.05));
  BOOST_CHECK_THROW(vgg_configuration('C'), nn::UsageError);
}

// Nine tenths of the parameters, a hundredth of the work.
BOOST_AUTO_TEST_CASE(vggs_weights_are_in_its_connected_layers) {
  for (const char letter : {'A', 'B', 'D', 'E'}) {
    Outline net({3, 224, 224});
    add_vgg(net, letter);
    const Cost all = cost_of(net), connected = cost_of(net, "classifier");
    BOOST_TEST(double(connected.parameters) > 0.85 * double(all.parameters));
    BOOST_TEST(double(connected.multiply_adds) <
               0.02 * double(all.multiply_adds));
    // The first of them alone has most.
    BOOST_TEST(double(cost_of(net, "classifier.0").parameters) >
               0.7 * double(all.parameters));
  }
}

BOOST_AUTO_TEST_CASE(row_44a_googlenet_has_the_published_numbers) {
  Outline net({3, 224, 224});
  add_googlenet(net);
  // Caffe's, without the auxiliary classifiers: 6,990,272 weights and 8,280
  // biases.
  BOOST_TEST(cost_of(net).parameters == 6998552u);
  BOOST_TEST(net.layer_shape(net.layer_count() - 1).features() == 1000u);
  for (const PublishedPart& row : published_googlenet()) {
    const Cost cost = cost_of(net, row.layers);
    const double work = double(cost.multiply_adds) / 1e6;
    if (row.layers == "conv1" || row.layers == "inception5a") continue;
    BOOST_TEST_INFO(row.title);
    BOOST_TEST(as_published(work, row.multiply_adds, 1));
  }
}

// Row 5a: the paper's numbers are a twentieth larger than its own filters give,
// and agree with each other. Row 4c: its parameters are a fourteenth too few
// for its own multiply-adds. The first row is that of another layer.
BOOST_AUTO_TEST_CASE(googlenets_table_contradicts_itself_in_three_rows) {
  const auto rows = published_googlenet();
  const auto per_pixel = [](const PublishedPart& row, double pixels) {
    return row.multiply_adds * 1e6 / pixels / 1024;
  };
  const PublishedPart &first = rows[0], &c4 = rows[6], &a5 = rows[9];
  BOOST_TEST(c4.title == "inception 4c");
  BOOST_TEST(per_pixel(c4, 196) > 1.06 * c4.parameters);
  BOOST_TEST(a5.title == "inception 5a");
  BOOST_TEST(per_pixel(a5, 49) == a5.parameters,
             boost::test_tools::tolerance(0.01));
  Outline net({3, 224, 224});
  add_googlenet(net);
  BOOST_TEST(1.04 * double(cost_of(net, "inception5a").parameters) / 1024 <
             a5.parameters);
  // Eight 7x7 filters for each color alone, then 1x1 from 24 to 64 channels.
  const double separable = 7 * 7 * 3 * 8 + 3 * 8 * 64;
  BOOST_TEST(as_published(separable / 1024, first.parameters, 0.1));
  BOOST_TEST(as_published(separable * 112 * 112 / 1e6, first.multiply_adds, 1));
}

// Without the 1x1 convolutions in front, module 3a takes more than twice as
// much, and gives more channels.
BOOST_AUTO_TEST_CASE(reductions_more_than_halve_an_inception_module) {
  Outline net({3, 224, 224});
  add_googlenet(net);
  const double reduced = double(cost_of(net, "inception3a").multiply_adds);
  const double plain = 784.0 * 192 * (64 + 9 * 128 + 25 * 32);
  BOOST_TEST(plain > 2 * reduced);
}

BOOST_AUTO_TEST_CASE(row_44a_residual_networks_have_the_published_numbers) {
  const std::vector<std::size_t> torchvision{11689512, 21797672, 25557032,
                                             44549160, 60192808};
  BOOST_TEST(parameters_of(published_resnets()) == torchvision,
             boost::test_tools::per_element());
  for (const Published& network : published_resnets()) {
    BOOST_TEST_INFO(network.name);
    BOOST_TEST(
        double(network.cost().multiply_adds) / 1e9 == network.multiply_adds,
        boost::test_tools::tolerance(0.02));
  }
  const std::vector<std::size_t> small{269722, 464154, 658586, 853018, 1727962};
  BOOST_TEST(parameters_of(published_small_resnets()) == small,
             boost::test_tools::per_element());
  for (const Published& network : published_small_resnets())
    BOOST_TEST(as_published(double(network.cost().parameters) / 1e6,
                            network.parameters, 0.05));
}

// torchvision's ResNet-50 takes more: its strides stand in the 3x3.
BOOST_AUTO_TEST_CASE(a_stride_in_the_middle_costs_more) {
  Outline paper({3, 224, 224}), torchvision({3, 224, 224});
  add_deep_resnet(paper, resnet_depths[2], Halving::first);
  add_deep_resnet(torchvision, resnet_depths[2], Halving::middle);
  BOOST_TEST(cost_of(paper).parameters == cost_of(torchvision).parameters);
  const double more = double(cost_of(torchvision).multiply_adds) / 1e9;
  BOOST_TEST(as_published(more, 4.09, 0.005));  // its documentation
  BOOST_TEST(more > 1.05 * double(cost_of(paper).multiply_adds) / 1e9);
}

// The library's ResNet-18 is the same network.
BOOST_AUTO_TEST_CASE(two_ways_to_write_resnet_18) {
  Outline ours({3, 224, 224}), library({3, 224, 224});
  add_deep_resnet(ours, resnet_depths[0]);
  nn::add_resnet18(library);
  BOOST_TEST(ours.layer_count() == library.layer_count());
  for (std::size_t i = 0; i < ours.layer_count(); ++i) {
    BOOST_TEST(ours.layer(i).name() == library.layer(i).name());
    BOOST_TEST(ours.layer_name(i) == library.layer_name(i));
    BOOST_TEST(ours.layer_inputs(i) == library.layer_inputs(i),
               boost::test_tools::per_element());
  }
}

// Figure 5: four times the channels for about the same work.
BOOST_AUTO_TEST_CASE(a_bottleneck_costs_what_a_basic_block_does) {
  Outline basic({64, 56, 56}), wide({256, 56, 56});
  nn::basic_block(basic, "block", basic.input(), 64, 1,
                  nn::Shortcut::projection);
  bottleneck(wide, "block", wide.input(), 64, 1, Halving::first);
  const double a = double(cost_of(basic).multiply_adds);
  const double b = double(cost_of(wide).multiply_adds);
  BOOST_TEST(std::abs(a - b) < 0.06 * a);
}

// ResNet-152 takes less than VGG-16, with eight times as many layers.
BOOST_AUTO_TEST_CASE(the_deepest_costs_less_than_vgg_16) {
  BOOST_TEST(published_resnets()[4].cost().multiply_adds <
             published_vgg()[2].cost().multiply_adds);
  BOOST_TEST(published_resnets()[4].cost().parameters <
             published_vgg()[2].cost().parameters / 2);
}

BOOST_AUTO_TEST_CASE(shared_weights_count_once_and_work_twice) {
  Outline net({4, 6, 6});
  const nn::Value y =
      net.add<nn::Conv2d>("conv", net.input(), 4, 4, {.padding = 1});
  const nn::Value z = net.again(y, y);
  net.add<nn::Linear>("linear", z, z.features(), 5);
  BOOST_TEST(cost_of(net, "conv").parameters == 9u * 16 + 4);
  BOOST_TEST(cost_of(net, "conv").multiply_adds == 2u * 9 * 16 * 36);
  BOOST_TEST(cost_of(net, "linear").parameters == 144u * 5 + 5);
  BOOST_TEST(cost_of(net, "linear").multiply_adds == 144u * 5);
}

inline bool says_all_of(const nn::Error& error,
                        const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (std::string(error.what()).find(word) == std::string::npos) return false;
  return true;
}

BOOST_AUTO_TEST_CASE(a_graph_names_what_does_not_fit) {
  BOOST_CHECK_EXCEPTION(
      branches_of_two_shapes(), nn::ShapeError, [](const nn::Error& error) {
        return says_all_of(error, {"add", "8x14x14", "conv1", "16x7x7"});
      });
  BOOST_CHECK_EXCEPTION(
      a_value_that_nobody_takes(), nn::Error, [](const nn::Error& error) {
        return says_all_of(error, {"no layer takes", "conv1", "8x14x14"});
      });
  BOOST_CHECK_EXCEPTION(two_layers_of_one_name(), nn::Error,
                        [](const nn::Error& error) {
                          return says_all_of(error, {"two", "conv1"});
                        });
}

}  // namespace chapter15
