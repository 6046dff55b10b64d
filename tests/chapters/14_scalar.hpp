// Values that derive themselves: slopes, chapter 3's digits, and what is
// refused.
#pragma once

#include <cmath>
#include <functional>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

#include "14_autodiff/scalar_network.hpp"

namespace scalar_tests {

using chapter14::Biases, chapter14::ScalarNetwork, chapter14::Value;

/// Central differences: their error is about h^2 and 1e-16 / h.
inline double slope(const std::function<double(double)>& f, double x) {
  const double h = 1e-5;
  return (f(x + h) - f(x - h)) / (2 * h);
}
constexpr double of_differences = 1e-9;  // third derivatives are below 30 here

struct Case {
  const char* name;
  Value (*f)(const Value&);
  std::vector<double> at;
};
inline const std::vector<Case> cases = {
    {"x + x", [](const Value& x) { return x + x; }, {-1, 2}},
    {"1 - x", [](const Value& x) { return 1 - x; }, {-1, 2}},
    {"x - 1", [](const Value& x) { return x - 1; }, {-1, 2}},
    {"x x x", [](const Value& x) { return x * x * x; }, {-1.5, 0, 2}},
    {"1 / x", [](const Value& x) { return 1 / x; }, {-1.5, 1, 2}},
    {"x / (x + 3)", [](const Value& x) { return x / (x + 3); }, {-1.5, 2}},
    {"-x", [](const Value& x) { return -x; }, {-1.5, 2}},
    {"exp", [](const Value& x) { return exp(x); }, {-2, 0, 1.5}},
    {"log", [](const Value& x) { return log(x); }, {0.5, 1, 3}},
    {"tanh", [](const Value& x) { return tanh(x); }, {-2, 0, 0.5}},
    {"sigmoid", [](const Value& x) { return sigmoid(x); }, {-2, 0, 0.5}},
    {"relu", [](const Value& x) { return relu(x); }, {-2, 0.5}},
    {"square", [](const Value& x) { return square(x); }, {-2, 0, 0.5}},
    {"pow 3", [](const Value& x) { return pow(x, 3); }, {-2, 0.5}},
    {"pow -0.5", [](const Value& x) { return pow(x, -0.5); }, {0.5, 2}},
    {"all",
     [](const Value& x) {
       const Value y = tanh(x) * exp(-x) + 1;
       return log(square(y) + sigmoid(x * y)) / (relu(y) + pow(y, 2) + 3);
     },
     {-0.5, 0.3, 1}}};

/// The message of the nn::Error that f throws; "" if it throws none.
inline std::string refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const nn::Error& error) {
    return error.what();
  }
  return "";
}
inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

BOOST_AUTO_TEST_CASE(scalar_slopes_equal_differences) {
  for (const auto& [name, f, places] : cases)
    for (const double at : places) {
      const Value x = at;
      f(x).backward();
      const auto function = f;
      const double expected = slope(
          [&](double moved) { return function(Value(moved)).value(); }, at);
      BOOST_TEST_CONTEXT(name << " at " << at)
      BOOST_TEST(std::abs(x.gradient() - expected) < of_differences);
    }
}

BOOST_AUTO_TEST_CASE(scalar_values_are_the_formulas) {
  const Value a = 1.5, b = -0.25;
  BOOST_TEST((a + b).value() == 1.25);
  BOOST_TEST((a - b).value() == 1.75);
  BOOST_TEST((a * b).value() == -0.375);
  BOOST_TEST((a / b).value() == -6);
  BOOST_TEST((-a).value() == -1.5);
  BOOST_TEST(square(a).value() == 2.25);
  BOOST_TEST(pow(a, 3).value() == 3.375);
  BOOST_TEST(relu(b).value() == 0);
  BOOST_TEST(relu(a).value() == 1.5);
  BOOST_TEST(exp(a).value() == std::exp(1.5));
  BOOST_TEST(log(a).value() == std::log(1.5));
  BOOST_TEST(tanh(b).value() == std::tanh(-0.25));
  BOOST_TEST(sigmoid(b).value() == 1 / (1 + std::exp(0.25)));
  BOOST_TEST((a * b).operation() == std::string("*"));
  BOOST_TEST(a.operation() == std::string());
  BOOST_TEST((a / b).inputs()[1].value() == -0.25);
}

// The page's example, by hand: y = x tanh(w x) + x.
BOOST_AUTO_TEST_CASE(scalar_contributions_of_every_use_add_up) {
  const Value x = 2, w = -0.5;
  const Value y = tanh(w * x) * x + x;
  y.backward();
  const double t = std::tanh(-1.0);
  BOOST_TEST(std::abs(w.gradient() - 4 * (1 - t * t)) < 1e-15);
  // Three ways: into the product with w, the product with tanh, and the sum.
  const double three = -0.5 * 2 * (1 - t * t) + t + 1;
  BOOST_TEST(std::abs(x.gradient() - three) < 1e-15);
  // New formulas of the same values: their gradients are added, too.
  (3 * x).backward();
  BOOST_TEST(std::abs(x.gradient() - three - 3) < 1e-15);
}

// Chapter 3 prints ten decimals.
BOOST_AUTO_TEST_CASE(scalar_network_has_chapter_3s_digits) {
  struct Printed {
    Biases biases;
    std::vector<double> errors;  // after 0, 1, 10, 100, 1000, 10000 steps
  };
  const std::vector<Printed> printed = {
      {Biases::fixed,
       {0.2983711088, 0.2910277737, 0.2209185921, 0.0200468282, 0.0011143495,
        0.0000351019}},
      {Biases::shared,
       {0.2983711088, 0.2857508867, 0.1752380108, 0.0099971648, 0.0003460750,
        0.0000043553}},
      {Biases::own,
       {0.2983711088, 0.2804714468, 0.1255270380, 0.0060831311, 0.0002707046,
        0.0000024476}}};
  for (const auto& [biases, expected] : printed) {
    ScalarNetwork net(biases);
    const std::vector<double> errors = train(net, 10000, 0.5);
    std::size_t step = 0;
    for (const double error : expected) {
      BOOST_TEST(std::abs(errors[step] - error) < 0.51e-10);
      step = step == 0 ? 1 : 10 * step;
    }
    if (biases != Biases::fixed) continue;
    const chapter14::ScalarOutputs end = forward(net);
    BOOST_TEST(std::abs(end.o1.value() - 0.015913620) < 0.51e-9);
    BOOST_TEST(std::abs(end.o2.value() - 0.984064274) < 0.51e-9);
  }
}

// Chapter 3's table of the twelve gradients, and Mazur's new w5.
BOOST_AUTO_TEST_CASE(scalar_network_has_chapter_3s_gradients) {
  ScalarNetwork net(Biases::own);
  forward(net).error.backward();
  const std::vector<double> w = {0.0004386, 0.0008771, 0.0004977,  0.0009954,
                                 0.0821670, 0.0826676, -0.0226025, -0.0227402};
  const std::vector<double> b = {0.0087714, 0.0099543, 0.1384986, -0.0380982};
  for (std::size_t i = 0; i < 8; ++i)
    BOOST_TEST(std::abs(net.w[i].gradient() - w[i]) < 0.51e-7);
  for (std::size_t i = 0; i < 4; ++i)
    BOOST_TEST(std::abs(net.b[i].gradient() - b[i]) < 0.51e-7);
  ScalarNetwork stepped(Biases::fixed);
  step(stepped, 0.5);
  BOOST_TEST(std::abs(stepped.w[4].value() - 0.35891648) < 0.51e-8);
  // One value in two places has the sum of both gradients.
  ScalarNetwork shared(Biases::shared);
  forward(shared).error.backward();
  for (const std::size_t k : {0, 2})
    BOOST_TEST(std::abs(shared.b[k].gradient() - net.b[k].gradient() -
                        net.b[k + 1].gradient()) < 1e-15);
}

// 300,000 calls inside each other would need more than a stack of 8 MB.
BOOST_AUTO_TEST_CASE(scalar_long_chains_need_no_deep_stack) {
  const Value x = 1;
  {
    Value y = x;
    for (int i = 1; i < 300'000; ++i)
      y = y + x;
    y.backward();
    BOOST_TEST(y.value() == 300'000);
    BOOST_TEST(x.gradient() == 300'000);
    y.zero_gradients();
    BOOST_TEST(x.gradient() == 0);
  }  // and here the chain is destroyed
  // What somebody still holds survives the rest of its chain.
  Value middle = x, y = x;
  for (int i = 0; i < 1000; ++i) {
    y = tanh(y);
    if (i == 10) middle = y;
  }
  y = 0;
  middle.backward();
  BOOST_TEST(x.gradient() > 0);
}

BOOST_AUTO_TEST_CASE(scalar_backward_twice_is_refused) {
  const Value x = 3, y = x * x;
  y.backward();
  BOOST_TEST(contains(refusal([&] { y.backward(); }), "walked"));
  BOOST_TEST(x.gradient() == 6);  // a refused call changes nothing
  // The reason: h is part of both, so the second would count the first's again.
  const Value h = 2 * x, one = h + 1, two = h * h;
  x.zero_gradients();
  one.backward();
  BOOST_TEST(contains(refusal([&] { two.backward(); }), "\"*\""));
  BOOST_TEST(x.gradient() == 2);
  // Zeroing makes it possible, as does a new formula.
  two.zero_gradients();
  two.backward();
  BOOST_TEST(x.gradient() == 24);
  (2 * x).backward();
  BOOST_TEST(x.gradient() == 26);
}

BOOST_AUTO_TEST_CASE(scalar_changed_values_are_refused) {
  Value x = 3;
  Value y = x * x;
  x.set(4);
  BOOST_TEST(contains(refusal([&] { y.backward(); }), "changed after"));
  BOOST_TEST(x.gradient() == 0);
  (x * x).backward();
  BOOST_TEST(x.gradient() == 8);
  BOOST_TEST(contains(refusal([&] { y.set(1); }), "result of \"*\""));
  BOOST_TEST(y.value() == 9);
}

BOOST_AUTO_TEST_CASE(scalar_cycles_are_refused) {
  const Value x = 3;
  Value sum = x + 1;
  const Value y = tanh(sum);
  const std::string why = refusal([&] { sum.replace_input(0, y); });
  BOOST_TEST(contains(why, "\"+\" -> \"tanh\" -> \"+\""));
  BOOST_TEST(
      contains(refusal([&] { sum.replace_input(1, sum); }), "\"+\" -> \"+\""));
  BOOST_TEST(sum.value() == 4);  // all is as before
  y.backward();
  BOOST_TEST(x.gradient() > 0);
  BOOST_TEST(contains(refusal([&] { sum.replace_input(2, x); }), "no input 2"));
}

BOOST_AUTO_TEST_CASE(scalar_a_replaced_input_is_computed_anew) {
  const Value x = 3, z = 5;
  Value y = x * x;
  const Value end = y + 1;
  y.replace_input(1, z);
  BOOST_TEST(y.value() == 15);
  BOOST_TEST(contains(refusal([&] { end.backward(); }), "changed after"));
  y.backward();
  BOOST_TEST(x.gradient() == 5);
  BOOST_TEST(z.gradient() == 3);
}

}  // namespace scalar_tests
