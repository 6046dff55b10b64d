/// Networks as boxes and arrows.
#pragma once

#include <boost/test/unit_test.hpp>

#include "15_architectures/bottleneck.hpp"
#include "15_architectures/count.hpp"
#include "15_architectures/diagram.hpp"
#include "15_architectures/inception.hpp"
#include "15_architectures/small_networks.hpp"

namespace chapter15 {

/// The networks that the chapter draws.
inline std::vector<std::vector<Box>> drawn_networks() {
  std::vector<std::vector<Box>> all;
  for (const Style style : all_styles) {
    Outline net({1, 14, 14});
    add_small_network(net, style);
    all.push_back(boxes_of(net));
  }
  Outline graph({1, 14, 14}), block({256, 56, 56}), module({192, 28, 28});
  nn::add_resnet(graph, 1, 10, nn::Shortcut::padded, {8, 16});
  bottleneck(block, "block", block.input(), 128, 2, Halving::first);
  add_inception(module, module.input(), inception_rows[0]);
  all.push_back(boxes_of(graph));
  all.push_back(boxes_of(block));
  all.push_back(boxes_of(module));
  return all;
}

BOOST_AUTO_TEST_CASE(boxes_hold_a_layer_and_what_is_applied_to_it) {
  Outline net({1, 14, 14});
  nn::add_resnet(net, 1, 10, nn::Shortcut::padded, {8, 16});
  const std::vector<Box> boxes = boxes_of(net);
  BOOST_TEST(boxes.front().title == "input | 输入");
  BOOST_TEST(boxes[1].title == "3x3 conv, 8");
  BOOST_TEST(boxes[1].also == "BatchNorm, ReLU");
  BOOST_TEST(boxes[3].also == "BatchNorm");
  BOOST_TEST(boxes[4].title == "+");
  BOOST_TEST(boxes[4].also == "ReLU");
  const std::vector<std::size_t> joined{3, 1};
  BOOST_TEST(boxes[4].inputs == joined, boost::test_tools::per_element());
  BOOST_TEST(boxes[5].title == "3x3 conv, 16, /2");
  BOOST_TEST(boxes.back().title == "linear, 10");
  BOOST_TEST(nn::to_string(boxes.back().shape) == "10");
}

// A ReLU is a box of its own where others take what is before it.
BOOST_AUTO_TEST_CASE(what_others_take_keeps_its_box) {
  Outline net({4, 6, 6});
  const nn::Value x =
      net.add<nn::Conv2d>("conv", net.input(), 4, 4, {.padding = 1});
  const nn::Value y = net.add<nn::ReLU>("relu", x);
  net.add<nn::Add>("add", {x, y});
  const std::vector<Box> boxes = boxes_of(net);
  BOOST_TEST(boxes.size() == 4u);
  BOOST_TEST(boxes[1].also == "");
  BOOST_TEST(boxes[2].title == "ReLU");
  const std::vector<std::size_t> joined{1, 2};
  BOOST_TEST(boxes[3].inputs == joined, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_box_lies_on_another) {
  for (const auto& boxes : drawn_networks()) {
    const Places places = places_of(boxes);
    BOOST_TEST(places.boxes.size() == boxes.size());
    for (std::size_t a = 0; a < boxes.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        BOOST_TEST((places.boxes[a].y != places.boxes[b].y ||
                    std::abs(places.boxes[a].x - places.boxes[b].x) >= 1));
  }
}

BOOST_AUTO_TEST_CASE(every_arrow_points_down_and_goes_through_no_box) {
  for (const auto& boxes : drawn_networks()) {
    const Places places = places_of(boxes);
    std::size_t arrows = 0;
    for (const Box& box : boxes)
      arrows += box.inputs.size();
    BOOST_TEST(places.ways.size() == arrows);
    for (const Places::Way& way : places.ways) {
      const nn::Point from = places.boxes[way.from];
      const nn::Point to = places.boxes[way.to];
      BOOST_TEST(from.y < to.y);
      for (const nn::Point& box : places.boxes)
        if (box.y > from.y && box.y < to.y)
          BOOST_TEST(std::abs(box.x - way.lane) > 0.5);
    }
  }
}

// An Inception module: four branches side by side, joined below their middle.
BOOST_AUTO_TEST_CASE(branches_stand_side_by_side) {
  Outline net({192, 28, 28});
  add_inception(net, net.input(), inception_rows[0]);
  const auto boxes = boxes_of(net);
  const Places places = places_of(boxes);
  BOOST_TEST(places.right - places.left == 4);
  BOOST_TEST(places.rows == 4u);
  BOOST_TEST(places.boxes.back().x == places.boxes.front().x);
}

}  // namespace chapter15
