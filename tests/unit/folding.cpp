// BatchNorm folded into the layer before it.
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/model/fold.hpp"
#include "nn/model/sequential.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/reference/reference.hpp"

namespace folding_tests {

template <class B>
typename B::Matrix noise(arma::uword rows, arma::uword cols,
                         std::uint64_t seed) {
  nn::Random random(seed);
  typename B::Matrix x(rows, cols);
  x.imbue([&] { return static_cast<typename B::Real>(random.normal()); });
  return x;
}

/// All numbers away from where they start, running means included.
template <class B>
void shake(nn::Model<B>& model) {
  nn::Random random(3);
  model.parameters().for_each([&](typename B::Real& v) {
    v += static_cast<typename B::Real>(0.3 * random.normal());
  });
  for (int step = 0; step < 3; ++step)
    model.forward(noise<B>(model.input_shape().features(), 16, 7));
}

/// The largest difference between a model's answers and the folded one's,
/// relative to the largest answer.
template <class B>
double apart(nn::Model<B>& model, nn::Model<B>& folded) {
  const auto x = noise<B>(model.input_shape().features(), 9, 8);
  const typename B::Matrix y = model.forward(x, nn::Mode::evaluate);
  const typename B::Matrix z = folded.forward(x, nn::Mode::evaluate);
  return arma::abs(y - z).max() / arma::abs(y).max();
}

}  // namespace folding_tests

BOOST_AUTO_TEST_CASE(a_residual_network_without_its_norms) {
  using Double = nn::Reference<double>;
  for (const auto kind : {nn::Shortcut::padded, nn::Shortcut::projection}) {
    nn::Graph<Double> net({2, 8, 8});
    nn::add_resnet(net, 1, 5, kind, {3, 4, 5});
    net.build(1);
    folding_tests::shake(net);
    const auto folded = nn::fold_batch_norm(net);
    BOOST_TEST(folding_tests::apart(net, *folded) < 1e-6);
    for (std::size_t i = 0; i < folded->layer_count(); ++i)
      BOOST_TEST(folded->layer(i).name().find("BatchNorm") ==
                 std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_norm_that_others_read_past_stays) {
  nn::Graph<nn::Cpu> net({4});
  const nn::Value y = net.add<nn::Linear>("fc", net.input(), 4, 6);
  const nn::Value z = net.add<nn::BatchNorm>("bn", y, 6);
  net.add<nn::Add>("add", {y, z});
  net.build(1);
  folding_tests::shake(net);
  const auto folded = nn::fold_batch_norm(net);
  BOOST_TEST(folded->layer_count() == 3u);
  BOOST_TEST(folding_tests::apart(net, *folded) == 0.0);
}

BOOST_AUTO_TEST_CASE(a_sequential_is_folded_too) {
  nn::Sequential<nn::Cpu> layers({1, 6, 6});
  layers.add<nn::BatchNorm>(1).add<nn::Conv2d>(1, 4);
  layers.add<nn::ReLU>().add<nn::BatchNorm>(4).add<nn::Linear>(64, 5);
  layers.add<nn::BatchNorm>(5).add<nn::ReLU>();
  layers.build(1);
  folding_tests::shake(layers);
  const auto folded = nn::fold_batch_norm(layers);
  BOOST_TEST(folded->layer_count() == 6u);
  BOOST_TEST(folding_tests::apart(layers, *folded) < 1e-6);
}

BOOST_AUTO_TEST_CASE(a_folded_network_can_be_copied_again) {
  nn::Graph<nn::Cpu> net({1, 8, 8});
  nn::add_resnet(net, 1, 5, nn::Shortcut::padded, {4, 8});
  net.build(1);
  folding_tests::shake(net);
  const auto folded = nn::fold_batch_norm(net);
  const auto again = nn::fold_batch_norm(*folded);
  BOOST_TEST(again->layer_count() == folded->layer_count());
  BOOST_TEST(folding_tests::apart(*folded, *again) == 0.0);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_copied_is_named) {
  nn::Graph<nn::Cpu> net({4});
  const nn::Value y = net.add<nn::Linear>("fc", net.input(), 4, 4);
  net.again(y, y);
  net.build(1);
  BOOST_CHECK_EXCEPTION(
      nn::fold_batch_norm(net), nn::Error, [](const nn::Error& error) {
        return std::string(error.what())
            .starts_with("layer fc (2) Linear(4 -> 4) cannot be copied");
      });
}
