/// Random numbers for tests: the same in each test case, whether it runs alone
/// or after others.
#pragma once

#include <boost/test/framework.hpp>
#include <boost/test/tree/observer.hpp>
#include <boost/test/tree/test_unit.hpp>

#include "nn/core/random.hpp"

inline constexpr std::uint64_t test_seed = 42;
inline nn::Random random_numbers(test_seed);

/// Starts the random numbers anew.
inline void reseed(std::uint64_t seed = test_seed) {
  random_numbers = nn::Random(seed);
}

namespace test_kit {

/// Does it before every test case.
class Reseed : public boost::unit_test::test_observer {
 public:
  Reseed() { boost::unit_test::framework::register_observer(*this); }
  ~Reseed() override {
    boost::unit_test::framework::deregister_observer(*this);
  }
  void test_unit_start(const boost::unit_test::test_unit& unit) override {
    if (unit.p_type == boost::unit_test::TUT_CASE) reseed();
  }
};
inline Reseed before_every_case;

}  // namespace test_kit
