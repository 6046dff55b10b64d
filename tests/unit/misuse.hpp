// How tests of misuse are written: f() must be refused, in these words.
#pragma once

#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/linear.hpp"
#include "nn/reference/reference.hpp"

using Backends = boost::mpl::list<nn::Reference<double>, nn::Cpu>;
using Labels = std::vector<std::int32_t>;

/// f() must throw an E whose text holds all of `words`.
template <class E, class F>
void refuses(F&& f, std::initializer_list<std::string> words) {
  try {
    f();
  } catch (const E& error) {
    const std::string text = error.what();
    for (const std::string& word : words)
      BOOST_TEST(text.find(word) != std::string::npos,
                 '"' << text << "\" does not tell: " << word);
    return;
  }
  BOOST_ERROR("nothing was refused; expected: " << *words.begin());
}

template <class B>
typename B::Matrix numbers(arma::uword rows, arma::uword cols) {
  nn::Random random(3);
  typename B::Matrix x(rows, cols);
  x.imbue([&] { return static_cast<typename B::Real>(random.normal()); });
  return x;
}

/// 20 -> 5
template <class B>
struct Model {
  Model() {
    net.template add<nn::Linear>(20, 5);
    net.build(1);
  }
  nn::Sequential<B> net{nn::Shape{20}};
};
