// Networks as .onnx files and back. Other programs read them in
// tests/programs/test_onnx.py; broken files are in onnx_files_broken.hpp.
#pragma once

#include <map>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "nn/model/fold.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/optimizers.hpp"

#include "unit/onnx_files_tools.hpp"

namespace onnx_tests {

inline std::map<std::string, int> types_of(const nn::OnnxModel& model) {
  std::map<std::string, int> types;
  for (const nn::OnnxNode& node : model.nodes)
    ++types[node.type];
  return types;
}

}  // namespace onnx_tests

BOOST_AUTO_TEST_SUITE(onnx_files)

using namespace onnx_tests;

BOOST_AUTO_TEST_CASE(every_layer_comes_back_with_its_numbers) {
  const auto net = every_layer();
  const auto back = there_and_back(*net);
  BOOST_TEST(arma::approx_equal(answers(*net), answers(*back), "absdiff", 0));
  // ONNX's Gemm takes no images: a Flatten has been added.
  const std::string added = "image/Flatten Flatten true 0 0\n";
  std::string ours = described(*net), theirs = described(*back);
  const auto at = theirs.find(added);
  BOOST_REQUIRE(at != std::string::npos);
  theirs.erase(at, added.size());
  BOOST_TEST(ours == theirs);
}

BOOST_AUTO_TEST_CASE(what_is_read_is_written_the_same) {
  const auto net = every_layer();
  const auto once = there_and_back(*net), twice = there_and_back(*once);
  const auto bytes = [](nn::Model<Cpu>& model) {
    return nn::format_onnx("x.onnx", nn::to_onnx(model));
  };
  BOOST_TEST((bytes(*net) == bytes(*net)));
  BOOST_TEST((bytes(*once) == bytes(*twice)));
}

BOOST_AUTO_TEST_CASE(a_resnet_is_the_same_network_after_both_ways) {
  for (const auto kind : {nn::Shortcut::padded, nn::Shortcut::projection}) {
    nn::Graph<Cpu> net({1, 14, 14});
    nn::add_resnet(net, 1, 10, kind, {4, 8});
    shake(net);
    const Folder folder;
    nn::save_onnx(net, folder.path / "r.onnx", {{"a", "b\n"}});
    const auto back = nn::load_onnx<Cpu>(folder.path / "r.onnx");
    for (const arma::uword samples : {1, 9, 64})
      BOOST_TEST(arma::approx_equal(
          answers(net, samples), answers(*back.graph, samples), "absdiff", 0));
    BOOST_TEST(back.about.at("a") == "b\n");
    BOOST_TEST(back.graph->parameter_count() == net.parameter_count());
  }
}

BOOST_AUTO_TEST_CASE(a_network_that_was_read_can_be_trained_on) {
  nn::Graph<Cpu> net({1, 8, 8});
  nn::add_resnet(net, 1, 3, nn::Shortcut::projection, {3, 4});
  shake(net);
  const auto back = there_and_back(net);
  for (nn::Model<Cpu>* model : {static_cast<nn::Model<Cpu>*>(&net),
                                static_cast<nn::Model<Cpu>*>(back.get())}) {
    nn::Momentum<Cpu> momentum(*model, 0.05);
    for (std::uint64_t step = 0; step < 3; ++step) {
      const arma::fmat x = noise(64, 16, 2 * step);
      model->backward(model->forward(x) - noise(3, 16, 2 * step + 1));
      momentum.step();
    }
  }
  BOOST_TEST(arma::approx_equal(answers(net), answers(*back), "absdiff", 0));
  BOOST_TEST(arma::abs(net.parameters() - back->parameters()).max() == 0);
}

BOOST_AUTO_TEST_CASE(without_batch_norm_the_answers_are_the_same) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    nn::Graph<Cpu> net({1, 14, 14});
    nn::add_resnet(net, 1, 10, nn::Shortcut::padded, {4, 8});
    net.build(seed);
    for (std::uint64_t step = 0; step < 3; ++step)
      net.forward(noise(196, 32, step));
    const auto folded = nn::fold_batch_norm<Cpu>(net);
    const auto before = types_of(nn::to_onnx(net)),
               after = types_of(nn::to_onnx(*folded));
    BOOST_TEST(before.at("BatchNormalization") == before.at("Conv"));
    BOOST_TEST(!after.contains("BatchNormalization"));
    BOOST_TEST(before.at("Add") == 2);
    BOOST_TEST(after.at("Conv") == before.at("Conv"));
    BOOST_TEST(apart(answers(net), answers(*there_and_back(*folded))) < 1e-5);
  }
}

BOOST_AUTO_TEST_CASE(shared_weights_are_in_the_file_once) {
  nn::Graph<Cpu> net({3});
  const nn::Value a = net.add<nn::Linear>("fc", net.input(), 3, 3);
  const nn::Value b = net.add<nn::Tanh>("tanh", a);
  const nn::Value c = net.again(a, b);
  net.add<nn::Add>("add", {b, c});
  shake(net);
  BOOST_TEST(nn::to_onnx(net).tensors.size() == 2u);
  const auto back = there_and_back(net);
  BOOST_TEST(back->parameter_count() == net.parameter_count());
  BOOST_TEST(back->is_shared(2));
  BOOST_TEST(arma::approx_equal(answers(net), answers(*back), "absdiff", 0));
}

BOOST_AUTO_TEST_CASE(equal_weights_in_unequal_layers_are_not_shared) {
  nn::OnnxModel m;
  m.input = {"x", {0, 2}};
  m.tensors = {{"w", {2, 2}, {1, 2, 3, 4}}};
  m.nodes = {{"a", "Gemm", {"x", "w"}, {"y"}, {{"transB", std::int64_t{1}}}},
             {"b", "MatMul", {"y", "w"}, {"z"}}};
  m.output.name = "z";
  const auto net = nn::from_onnx<Cpu>(m, "f");
  const arma::fmat W = {{1, 2}, {3, 4}}, x = noise(2, 5, 1);
  BOOST_TEST(apart(net->forward(x), W.t() * (W * x)) < 1e-6);
  BOOST_TEST(net->parameter_count() == 12u);
}

BOOST_AUTO_TEST_CASE(a_gemm_may_have_its_weights_either_way) {
  const arma::fmat W = {{1, 2, 3}, {4, 5, 6}}, x = noise(2, 5, 1);
  for (const std::int64_t turned : {0, 1}) {
    nn::OnnxModel m;
    m.input = {"x", {0, 2}};
    m.tensors = {{"w", {2, 3}, {1, 2, 3, 4, 5, 6}}};
    if (turned) m.tensors = {{"w", {3, 2}, {1, 4, 2, 5, 3, 6}}};
    m.nodes = {{"a", "Gemm", {"x", "w"}, {"y"}, {{"transB", turned}}}};
    m.output.name = "y";
    const auto net = nn::from_onnx<Cpu>(m, "f");
    BOOST_TEST(apart(net->forward(x), W.t() * x) < 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(a_vector_may_become_an_image_again) {
  nn::Sequential<Cpu> layers({6, 1, 1});  // to ONNX: N x 6
  layers.add<nn::Conv2d>(6, 4, {.kernel = 1}).add<nn::Flatten>();
  layers.add<nn::BatchNorm>(4).add<nn::MaxPool2d>(1).add<nn::Softmax>();
  shake(layers);
  const auto back = there_and_back(layers);
  BOOST_TEST(apart(answers(layers), answers(*back)) == 0);

  nn::Sequential<Cpu> image({2, 4, 4});
  image.add<nn::Flatten>().add<nn::BatchNorm>(2).add<nn::Conv2d>(2, 3);
  image.add<nn::Flatten>().add<nn::PadChannels>(5);
  shake(image);
  const auto again = there_and_back(image);
  BOOST_TEST(apart(answers(image), answers(*again)) == 0);
}

BOOST_AUTO_TEST_CASE(numbers_are_as_people_chose_them) {
  for (const double p : {0.1, 0.3, 1.0 / 3, 0.999}) {
    nn::Sequential<Cpu> net(nn::Shape{2});
    net.add<nn::Dropout>(p).add<nn::LeakyReLU>(p);
    net.add<nn::BatchNorm>(2, {.momentum = p, .epsilon = p});
    net.build(1);
    const auto back = there_and_back(net);
    const auto number = [&](std::size_t i) {
      return nn::facts_of(back->layer(i), nn::Shape{2}).number;
    };
    const double shown = std::stod(fmt::format("{}", static_cast<float>(p)));
    for (const std::size_t i : {0, 1, 2})
      BOOST_TEST(number(i) == shown);
    BOOST_TEST(nn::facts_of(back->layer(2), nn::Shape{2}).momentum == shown,
               boost::test_tools::tolerance(1e-6));
  }
}

BOOST_AUTO_TEST_CASE(the_file_says_so_in_onnx) {
  nn::Sequential<Cpu> net({1, 6, 6});
  net.add<nn::Conv2d>(1, 2, {.kernel = 3, .stride = 2, .padding = 1});
  net.add<nn::BatchNorm>(2, {.momentum = 0.25, .epsilon = 0.5});
  net.add<nn::AveragePool2d>(3, nn::PoolOptions{1, 1}).add<nn::Linear>(18, 4);
  shake(net);
  const nn::OnnxModel m = nn::to_onnx(net, {{"k", "v"}});
  using List = std::vector<std::int64_t>;
  const auto& conv = m.nodes.at(0).attributes;
  BOOST_TEST((m.input.dims == List{0, 1, 6, 6}));
  BOOST_TEST((m.output.dims == List{0, 4}));
  BOOST_TEST((std::get<List>(conv.at("kernel_shape")) == List{3, 3}));
  BOOST_TEST((std::get<List>(conv.at("strides")) == List{2, 2}));
  BOOST_TEST((std::get<List>(conv.at("pads")) == List{1, 1, 1, 1}));
  const auto& norm = m.nodes.at(1).attributes;
  BOOST_TEST(std::get<float>(norm.at("momentum")) == 0.75f);
  BOOST_TEST(std::get<float>(norm.at("epsilon")) == 0.5f);
  BOOST_TEST(std::get<std::int64_t>(
                 m.nodes.at(2).attributes.at("count_include_pad")) == 1);
  BOOST_TEST(m.nodes.at(3).type == "Flatten");
  BOOST_TEST((m.nodes.at(4).inputs ==
              std::vector<std::string>{"3/Flatten", "3.weight", "3.bias"}));
}

BOOST_AUTO_TEST_CASE(a_double_network_is_rounded_to_float) {
  using Double = nn::Reference<double>;
  nn::Sequential<Double> net(nn::Shape{3});
  net.add<nn::Linear>(3, 4).add<nn::GELU>().add<nn::Linear>(4, 2);
  net.build(5);
  const auto back = there_and_back(net);
  const arma::mat x = arma::conv_to<arma::mat>::from(noise(3, 6, 1));
  const arma::mat y = net.forward(x, nn::Mode::evaluate);
  const arma::mat z = back->forward(x, nn::Mode::evaluate);
  BOOST_TEST(arma::abs(y - z).max() / arma::abs(y).max() < 1e-6);
}

/// Networks that torch.onnx.export() wrote, and PyTorch's answers
/// (tests/golden/onnx_networks.py).
BOOST_AUTO_TEST_CASE(networks_of_pytorch_give_pytorch_s_answers) {
  const std::string folder = NN_SOURCE_DIR "/tests/golden/onnx/";
  const auto all =
      nlohmann::json::parse(std::ifstream(folder + "answers.json"));
  BOOST_TEST(all.size() >= 6u);
  for (const auto& [name, answer] : all.items()) {
    const auto loaded = nn::load_onnx<Cpu>(folder + name + ".onnx");
    const nn::Shape shape = loaded.graph->input_shape();
    const auto numbers = answer.at("x").get<std::vector<float>>();
    const auto wanted = answer.at("y").get<std::vector<float>>();
    const arma::uword samples = numbers.size() / shape.features();
    // PyTorch has an image channel by channel, we pixel by pixel.
    arma::fmat x(shape.features(), samples);
    for (arma::uword j = 0; j < samples; ++j)
      for (std::size_t c = 0; c < shape.channels; ++c)
        for (std::size_t p = 0; p < shape.pixels(); ++p)
          x(p * shape.channels + c, j) =
              numbers[j * shape.features() + c * shape.pixels() + p];
    const arma::fmat y = loaded.graph->forward(x, nn::Mode::evaluate);
    const arma::fmat expected(wanted.data(), wanted.size() / samples, samples);
    BOOST_TEST(apart(expected, y) < 1e-5, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
