// .onnx files that are broken, meant to do harm, or beyond the library: each
// ends in one line that says what and where.
#pragma once

#include "unit/onnx_files_changes.hpp"

BOOST_AUTO_TEST_SUITE(onnx_files_broken)

using namespace onnx_tests;

BOOST_AUTO_TEST_CASE(unchanged_it_is_read) {
  BOOST_TEST(complaint([](Proto&) {}) == "");
}

/// A cut loses at most the metadata at the end, and no number of the network.
BOOST_AUTO_TEST_CASE(cut_anywhere) {
  const std::string whole = small().SerializeAsString();
  const auto expected = nn::from_onnx<Cpu>(parsed(whole), "f.onnx");
  std::size_t read = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string part = whole.substr(0, size);
    if (const std::string said = complaint(part); !said.empty()) {
      BOOST_TEST(said.starts_with("f.onnx: "));
      continue;
    }
    ++read;
    const auto net = nn::from_onnx<Cpu>(parsed(part), "f.onnx");
    BOOST_TEST(apart(answers(*expected), answers(*net)) == 0);
  }
  BOOST_TEST(read <= 1u);
}

BOOST_AUTO_TEST_CASE(no_onnx_file_at_all) {
  for (const std::string text : {"", "PK\3\4", "hello, world", "\x08\x07"})
    BOOST_TEST(complaint(text).find("cut short") != std::string::npos);
  BOOST_CHECK_THROW(nn::read_onnx("/nowhere/f.onnx"), nn::DataError);
  BOOST_CHECK_THROW(nn::read_onnx("/tmp"), nn::DataError);
}

BOOST_AUTO_TEST_CASE(cycles_and_missing_values) {
  refused([](Proto& p) { node(p, 1).set_input(0, "relu"); },
          {"node 1 \"bn\" (BatchNormalization)", "takes \"relu\"",
           "node 2 \"relu\" (Relu)", "cycle"});
  refused([](Proto& p) { node(p, 2).set_input(0, "relu"); },
          {"node 2", "itself", "cycle"});
  refused([](Proto& p) { node(p, 2).set_input(0, "nothing"); },
          {"node 2", "\"nothing\"", "nobody gives"});
  refused(
      [](Proto& p) {
        node(p, 2).add_output("second"), node(p, 3).set_input(0, "second");
      },
      {"node 3", "not the first output of node 2"});
  refused([](Proto& p) { p.mutable_graph()->mutable_output(0)->set_name("o"); },
          {"nobody gives the output \"o\""});
  refused([](Proto& p) { p.mutable_graph()->clear_node(); }, {"nobody gives"});
  refused([](Proto& p) { node(p, 2).clear_output(); }, {"node 2", "nothing"});
}

BOOST_AUTO_TEST_CASE(names_twice) {
  refused([](Proto& p) { node(p, 2).set_output(0, "bn"); },
          {"node 2", "\"bn\" comes twice"});
  refused([](Proto& p) { tensor(p, 1).set_name("conv.weight"); },
          {"\"conv.weight\" comes twice"});
  refused([](Proto& p) { node(p, 0).set_output(0, "input"); },
          {"node 0", "\"input\" comes twice"});
}

BOOST_AUTO_TEST_CASE(the_wrong_number_of_inputs) {
  refused([](Proto& p) { node(p, 2).add_input("conv"); },
          {"node 2 \"relu\" (Relu)", "2 inputs, expected 1"});
  refused(
      [](Proto& p) {
        node(p, 0).mutable_input()->RemoveLast(),
            node(p, 0).mutable_input()->RemoveLast();
      },
      {"node 0", "1 inputs, expected 2 to 3"});
  refused([](Proto& p) { node(p, 1).mutable_input()->RemoveLast(); },
          {"node 1", "4 inputs, expected 5"});
  refused([](Proto& p) { node(p, 1).set_input(2, ""); },
          {"node 1", "input 2 is left out"});
  refused([](Proto& p) { node(p, 4).set_input(1, "bn"); },
          {"node 4", "\"bn\"", "tensor of numbers"});
  refused([](Proto& p) { node(p, 2).set_input(0, "bn.bias"); },
          {"node 2", "\"bn.bias\"", "depends on the network's input"});
}

BOOST_AUTO_TEST_CASE(dimensions_negative_huge_or_wrong) {
  for (const std::int64_t n : {-1L, std::numeric_limits<std::int64_t>::min()})
    refused([&](Proto& p) { tensor(p, 0).set_dims(0, n); },
            {"\"conv.weight\"", "a dimension of -"});
  for (const std::int64_t n :
       {1L << 20, 1L << 40, std::numeric_limits<std::int64_t>::max()})
    refused(
        [&](Proto& p) {
          tensor(p, 0).set_dims(0, n), tensor(p, 0).set_dims(1, n);
        },
        {"\"conv.weight\"", "more numbers than a file can hold"});
  refused([](Proto& p) { tensor(p, 0).set_dims(0, 3); },
          {"\"conv.weight\"", "18 numbers, but its shape has 27"});
  refused([](Proto& p) { tensor(p, 0).mutable_raw_data()->pop_back(); },
          {"\"conv.weight\"", "71 bytes, not a multiple of 4"});
  refused(
      [](Proto& p) {
        tensor(p, 0).set_dims(0, 1), tensor(p, 0).set_dims(1, 2);
      },
      {"node 0", "a bias of the shape [2], expected [1]"});
  const auto input_dim = [](Proto& p, int i, std::int64_t n) {
    p.mutable_graph()
        ->mutable_input(0)
        ->mutable_type()
        ->mutable_tensor_type()
        ->mutable_shape()
        ->mutable_dim(i)
        ->set_dim_value(n);
  };
  refused([&](Proto& p) { input_dim(p, 1, 2); },
          {"node 0", "expects 1 channels", "the input is 2x4x4"});
  refused([&](Proto& p) { input_dim(p, 2, -4); }, {"a dimension of -4"});
  refused([&](Proto& p) { input_dim(p, 2, 1L << 40); }, {"its input is N x 1"});
  refused([&](Proto& p) { input_dim(p, 2, 60000), input_dim(p, 3, 60000); },
          {"expected 1 to 2147483647 numbers"});
  refused(
      [](Proto& p) {
        auto& a = attribute(p, 0, "pads");
        for (int i = 0; i < 4; ++i)
          a.set_ints(i, 1L << 50);
      },
      {"node 0", "pads"});
  refused(
      [](Proto& p) {
        attribute(p, 0, "strides").set_ints(0, 0),
            attribute(p, 0, "strides").set_ints(1, 0);
      },
      {"node 0", "a stride of 0"});
}

BOOST_AUTO_TEST_CASE(numbers_in_another_file) {
  refused(
      [](Proto& p) {
        tensor(p, 0).set_data_location(::onnx::TensorProto::EXTERNAL);
        auto& place = *tensor(p, 0).add_external_data();
        place.set_key("location"), place.set_value("../../etc/passwd\n");
      },
      {"\"conv.weight\"", "\"../../etc/passwd\\n\"", "external data"});
  refused(
      [](Proto& p) {
        tensor(p, 0).set_data_location(::onnx::TensorProto::EXTERNAL);
      },
      {"\"conv.weight\"", "external data"});
}

BOOST_AUTO_TEST_CASE(numbers_that_are_none) {
  for (const float bad : {NAN, INFINITY})
    refused(
        [&](Proto& p) {
          p.mutable_graph()
              ->mutable_initializer(0)
              ->mutable_raw_data()
              ->replace(0, 4, reinterpret_cast<const char*>(&bad), 4);
        },
        {"\"conv.weight\"", "expected finite numbers"});
  refused(
      [](Proto& p) { tensor(p, 0).set_data_type(::onnx::TensorProto::INT8); },
      {"\"conv.weight\"", "INT8", "FLOAT and DOUBLE"});
  refused(
      [](Proto& p) {  // the fourth tensor of a BatchNorm
        for (auto& t : *p.mutable_graph()->mutable_initializer())
          if (t.name() == "bn.running_var")
            t.mutable_raw_data()->replace(3, 1, "\xbf");
      },
      {"running_var", "at least 0"});
}

BOOST_AUTO_TEST_CASE(what_is_beyond_the_library_is_named) {
  refused(
      [](Proto& p) {
        node(p, 2).set_op_type("LSTM"), node(p, 2).set_name("lstm");
      },
      {"node 2 \"lstm\" (LSTM): not supported; the library reads Add, Ave",
       "Tanh"});
  refused([](Proto& p) { node(p, 2).set_domain("com.example"); },
          {"node 2", "com.example.Relu", "not supported"});
  refused([](Proto& p) { set_integer(p, 0, "group", 2); },
          {"node 0", "group = 2; the library has only 1"});
  refused([](Proto& p) { set_integer(p, 2, "strange", 1); },
          {"node 2", "attribute \"strange\" is not supported"});
  refused([](Proto& p) { set_integer(p, 0, "pads", 1); },
          {"node 0", "pads", "wrong kind"});
  refused([](Proto& p) { attribute(p, 0, "pads").set_ints(1, 5); },
          {"node 0", "pads = [0, 5, 0, 0]", "same on all sides"});
  refused([](Proto& p) { set_integer(p, 3, "axis", 2); },
          {"node 3", "axis = 2"});
  refused([](Proto& p) { node(p, 4).set_input(0, "relu"); },
          {"node 4", "a Flatten is missing"});
  refused([](Proto& p) { p.mutable_opset_import(0)->set_version(99); },
          {"version 99"});
  refused([](Proto& p) { p.clear_opset_import(); }, {"opset_import"});
  refused(
      [](Proto& p) {
        *p.mutable_graph()->add_input() = p.graph().input(0),
        p.mutable_graph()->mutable_input(1)->set_name("z");
      },
      {"2 inputs and 1 outputs"});
}

BOOST_AUTO_TEST_CASE(a_terminal_is_not_given_orders) {
  const std::string said = complaint([](Proto& p) {
    node(p, 2).set_name("\x1b[31mred\n" + std::string(1000, 'x'));
    node(p, 2).set_op_type("\x1b]0;title\a");
  });
  BOOST_TEST(said.size() < 700u);
  for (const char c : said)
    BOOST_TEST((c >= ' ' && c <= '~'));
}

/// A weight may be used by many layers; each use takes memory of its own.
BOOST_AUTO_TEST_CASE(a_small_file_does_not_fill_the_memory) {
  nn::OnnxModel m;
  m.input = {"x", {0, 1000}};
  m.tensors = {{"w", {1000, 1000}, std::vector<float>(1000000)}};
  std::string before = "x";
  for (int i = 0; i < 5000; ++i) {
    const std::string name = "y" + std::to_string(i);
    m.nodes.push_back(
        {name, "Gemm", {before, "w"}, {name}, {{"transB", std::int64_t{1}}}});
    before = name;
  }
  m.output.name = before;
  BOOST_CHECK_EXCEPTION(
      nn::from_onnx<Cpu>(m, "f"), nn::DataError,
      [](const nn::DataError& error) {
        return std::string(error.what()).find("more than 100 times") !=
               std::string::npos;
      });
}

BOOST_AUTO_TEST_SUITE_END()
