// Sequential: shapes, layout of parameters, views, threads.
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

using nn::Cpu;
using nn::Reference;

namespace {

template <class B>
void add_layers(nn::Sequential<B>& model) {
  model.template add<nn::Linear>(6, 5);
  model.template add<nn::Tanh>();
  model.template add<nn::Linear>(5, 3);
}

arma::fmat some_input(arma::uword rows, arma::uword cols) {
  nn::Random random(9);
  arma::fmat x(rows, cols);
  x.imbue([&] { return static_cast<float>(random.normal()); });
  return x;
}

}  // namespace

BOOST_AUTO_TEST_CASE(shapes_are_checked_before_any_data) {
  nn::Sequential<Cpu> model({1, 28, 28});
  model.add<nn::Linear>(784, 128);
  model.add<nn::ReLU>();
  model.add<nn::Linear>(100, 10);
  BOOST_CHECK_EXCEPTION(model.build(1), nn::ShapeError, [](const auto& e) {
    BOOST_TEST(e.what() ==
               std::string("layer 2 Linear(100 -> 10) expects 100 features, "
                           "but layer 1 ReLU gives 128"));
    return true;
  });
}

BOOST_AUTO_TEST_CASE(the_first_layer_is_checked_against_the_input) {
  nn::Sequential<Cpu> model({3, 2, 2});
  model.add<nn::Linear>(784, 10);
  BOOST_CHECK_EXCEPTION(model.build(1), nn::ShapeError, [](const auto& e) {
    BOOST_TEST(e.what() == std::string("layer 0 Linear(784 -> 10) expects 784 "
                                       "features, but the input is 3x2x2"));
    return true;
  });
}

BOOST_AUTO_TEST_CASE(parameters_are_views_of_one_vector) {
  nn::Sequential<Cpu> model({6});
  add_layers(model);
  model.build(1);
  BOOST_TEST(model.parameter_count() == 6u * 5 + 5 + 5 * 3 + 3);
  const float* at = model.parameters().memptr();
  for (auto& [name, p] : model.named_parameters()) {
    BOOST_TEST(p->value.memptr() == at, name << " is not in its place");
    at += p->size();
  }
  BOOST_TEST(at == model.parameters().memptr() + model.parameter_count());
  const auto all = model.named_parameters();
  BOOST_TEST(all.front().name == "0.weight");
  BOOST_TEST(all.back().name == "2.bias");
}

BOOST_AUTO_TEST_CASE(same_seed_same_start_on_every_backend) {
  nn::Sequential<Cpu> a({6});
  nn::Sequential<Reference<float>> b({6});
  nn::Sequential<Cpu> c({6});
  add_layers(a);
  add_layers(b);
  add_layers(c);
  a.build(5);
  b.build(5);
  c.build(6);
  BOOST_TEST(arma::approx_equal(a.parameters(), b.parameters(), "absdiff", 0));
  BOOST_TEST(!arma::approx_equal(a.parameters(), c.parameters(), "absdiff", 0));
}

BOOST_AUTO_TEST_CASE(forward_is_the_formula) {
  nn::Sequential<Reference<float>> model({6});
  add_layers(model);
  model.build(3);
  const auto p = model.named_parameters();
  const arma::fmat x = some_input(6, 4);
  arma::fmat h = p[0].parameter->value * x;
  h.each_col() += p[1].parameter->value.col(0);
  h = arma::tanh(h);
  arma::fmat y = p[2].parameter->value * h;
  y.each_col() += p[3].parameter->value.col(0);
  BOOST_TEST(arma::approx_equal(model.forward(x), y, "absdiff", 1e-6f));
}

BOOST_AUTO_TEST_CASE(cpu_equals_reference_at_any_number_of_threads) {
  nn::Sequential<Cpu> fast({6});
  nn::Sequential<Reference<float>> slow({6});
  add_layers(fast);
  add_layers(slow);
  fast.build(2);
  slow.build(2);
  // 1 sample leaves all threads but one without work.
  for (arma::uword samples : {1, 2, 3, 17, 64, 5})
    for (int threads : {1, 2, 3, 5}) {
      Cpu::set_threads(threads);
      const arma::fmat x = some_input(6, samples);
      const arma::fmat dy = some_input(3, samples);
      // float: a few roundings of numbers near 1
      BOOST_TEST(arma::approx_equal(fast.forward(x), slow.forward(x), "absdiff",
                                    2e-6f));
      BOOST_TEST(arma::approx_equal(fast.backward_to_input(dy),
                                    slow.backward_to_input(dy), "both", 5e-6f,
                                    1e-5f));
      BOOST_TEST(arma::approx_equal(fast.gradients(), slow.gradients(), "both",
                                    2e-5f, 1e-5f));
    }
  Cpu::set_threads(0);
}

BOOST_AUTO_TEST_CASE(wrong_input_and_gradient_are_refused) {
  nn::Sequential<Cpu> model({6});
  add_layers(model);
  model.build(1);
  const arma::fmat dy(3, 4, arma::fill::zeros);
  BOOST_CHECK_THROW(model.backward(dy), nn::ShapeError);
  BOOST_CHECK_THROW(model.forward(some_input(5, 4)), nn::ShapeError);
  model.forward(some_input(6, 2));
  BOOST_CHECK_THROW(model.backward(dy), nn::ShapeError);
}

BOOST_AUTO_TEST_CASE(summary_tells_layers_shapes_and_counts) {
  nn::Sequential<Cpu> model({6});
  add_layers(model);
  model.build(1);
  const std::string text = model.summary();
  BOOST_TEST(text.find("Linear(6 -> 5)") != std::string::npos);
  BOOST_TEST(text.find("35") != std::string::npos);
  BOOST_TEST(text.find("53") != std::string::npos);
}
