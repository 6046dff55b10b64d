// A model's parameters in PyTorch's names, shapes and order.
#include "nn/model/weights.hpp"

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/linear.hpp"
#include "nn/reference/reference.hpp"

#include "files.hpp"
#include "golden.hpp"

using nn::Cpu;

namespace {

template <class B>
void build(nn::Sequential<B>& model, std::uint64_t seed = 1) {
  model.template add<nn::Linear>(5, 7).template add<nn::ReLU>();
  model.template add<nn::Linear>(7, 4).template add<nn::Tanh>();
  model.template add<nn::Linear>(4, 3);
  model.build(seed);
}

auto says(const std::string& part) {
  return [part](const nn::Error& error) {
    BOOST_TEST_CONTEXT(error.what()) BOOST_TEST(has(error.what(), part));
    return true;
  };
}

}  // namespace

BOOST_AUTO_TEST_CASE(tensors_recorded_from_pytorch_give_pytorchs_outputs) {
  const auto golden = golden::load("mlp_steps");
  std::vector<nn::Tensor> tensors;
  for (const auto& [name, tensor] : golden["start"].items())
    tensors.push_back({name, tensor["shape"], tensor["values"]});
  nn::Sequential<Cpu> model({5});
  build(model);
  nn::from_tensors(tensors, "golden", model);
  const arma::fmat x =
      arma::conv_to<arma::fmat>::from(golden::batch(golden["x"]));
  BOOST_TEST(golden::distance(model.forward(x),
                              golden::batch(golden["logits"])) < 1e-6);
  // And back: the same tensors, number by number.
  for (const nn::Tensor& tensor : nn::to_tensors(model)) {
    const auto& expected = golden["start"][tensor.name];
    BOOST_TEST(
        tensor.shape == expected["shape"].get<std::vector<std::size_t>>(),
        boost::test_tools::per_element());
    BOOST_TEST(tensor.values == expected["values"].get<std::vector<float>>(),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(an_image_is_read_channels_last_by_pytorch) {
  // Three channels of two pixels: our column is r0 g0 b0 r1 g1 b1, PyTorch's
  // Flatten gives r0 r1 g0 g1 b0 b1.
  nn::Sequential<Cpu> model({3, 1, 2});
  model.add<nn::Linear>(6, 1);
  model.build(1);
  auto all = model.named_parameters();
  all[0].parameter->value = arma::fmat{{0, 1, 2, 3, 4, 5}};
  const std::vector<float> expected = {0, 3, 1, 4, 2, 5};
  BOOST_TEST(nn::to_tensors(model)[0].values == expected,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(saved_weights_come_back_bit_for_bit) {
  const Folder folder;
  nn::Sequential<Cpu> a({5}), b({5});
  nn::Sequential<nn::Reference<double>> c({5});
  build(a, 1);
  build(b, 2);
  build(c, 3);
  nn::save_weights(a, folder.path / "w.safetensors");
  nn::load_weights(folder.path / "w.safetensors", b);
  nn::load_weights(folder.path / "w.safetensors", c);
  BOOST_TEST(arma::approx_equal(a.parameters(), b.parameters(), "absdiff", 0));
  BOOST_TEST(arma::approx_equal(arma::conv_to<arma::mat>::from(a.parameters()),
                                c.parameters(), "absdiff", 0));
}

BOOST_AUTO_TEST_CASE(weights_of_another_model_are_refused_and_change_nothing) {
  nn::Sequential<Cpu> model({5});
  build(model);
  const arma::fmat before = model.parameters();
  auto tensors = nn::to_tensors(model);
  auto missing = tensors;
  missing.pop_back();
  BOOST_CHECK_EXCEPTION(nn::from_tensors(missing, "f", model), nn::DataError,
                        says("f: tensor 4.bias [3] is missing"));
  auto shape = tensors;
  shape[4].shape = {4, 3};
  BOOST_CHECK_EXCEPTION(
      nn::from_tensors(shape, "f", model), nn::DataError,
      says("tensor 4.weight has shape [4, 3], but this model expects [3, 4]"));
  auto extra = tensors;
  extra.push_back({"6.bias", {1}, {0}});
  BOOST_CHECK_EXCEPTION(nn::from_tensors(extra, "f", model), nn::DataError,
                        says("tensor 6.bias [1] has no place"));
  BOOST_TEST(arma::approx_equal(before, model.parameters(), "absdiff", 0));
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_refused_or_changes_no_weight) {
  const Folder folder;
  const fs::path file = folder.path / "w.safetensors";
  nn::Sequential<Cpu> model({2});
  model.add<nn::Linear>(2, 3);
  model.build(1);
  const arma::fmat before = model.parameters();
  nn::save_weights(model, file);
  const std::string bytes = load(file);
  nn::Random random(1, nn::Stream::data);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = bytes;
    const auto at = random.integer(static_cast<std::uint32_t>(bytes.size()));
    changed[at] ^= static_cast<char>(1 + random.integer(255));
    store(file, changed);
    try {
      nn::load_weights(file, model);
    } catch (const nn::DataError&) {
      ++refused;
    }
    BOOST_REQUIRE(arma::approx_equal(before, model.parameters(), "absdiff", 0));
  }
  // Only where the checksum's own name is changed is there none to check.
  BOOST_TEST(refused > 9'500);
  BOOST_TEST(refused < 10'000);
}

BOOST_AUTO_TEST_CASE(a_variance_below_0_is_refused) {
  nn::Sequential<Cpu> model({2});
  model.add<nn::BatchNorm>(2);
  model.build(1);
  auto tensors = nn::to_tensors(model);
  nn::from_tensors(tensors, "f", model);
  BOOST_REQUIRE(tensors[3].name == "0.running_var");
  tensors[3].values = {1, -1};
  BOOST_CHECK_EXCEPTION(nn::from_tensors(tensors, "f", model), nn::DataError,
                        says("f: tensor 0.running_var has the value -1"));
}
