// What command-line options take: decimal numbers in their range.
#include "nn/program/option_values.hpp"

#include <limits>

#include <CLI/CLI.hpp>
#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

namespace {

constexpr auto largest = std::numeric_limits<std::uint64_t>::max();

/// The number that `--n TEXT` gives, or the complaint.
std::string parsed(const std::string& text, std::uint64_t low = 0,
                   std::uint64_t high = largest) {
  CLI::App app;
  std::uint64_t n = 1;
  app.add_option("--n", n)->transform(nn::whole_number(low, high));
  const char* arguments[] = {"program", "--n", text.c_str()};
  try {
    app.parse(3, arguments);
    return std::to_string(n);
  } catch (const CLI::ParseError& error) {
    return error.what();
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(whole_numbers_are_decimal) {
  BOOST_TEST(parsed("0") == "0");
  BOOST_TEST(parsed("010") == "10");  // not octal
  BOOST_TEST(parsed("08") == "8");
  BOOST_TEST(parsed("18446744073709551615") == "18446744073709551615");
  for (const char* wrong : {"", "-1", "+1", "1.0", "1e3", "0x10", " 1", "1 ",
                            "18446744073709551616", "99999999999999999999999",
                            "nan", "1,000", "''"})
    BOOST_TEST(parsed(wrong).find("expected a whole number from 0 to "
                                  "18446744073709551615") != std::string::npos,
               '"' << wrong << "\" gives " << parsed(wrong));
}

BOOST_AUTO_TEST_CASE(whole_numbers_have_a_range) {
  BOOST_TEST(parsed("1", 1, 12) == "1");
  BOOST_TEST(parsed("012", 1, 12) == "12");
  for (const char* wrong : {"0", "13", "00", "4294967297"})
    BOOST_TEST(parsed(wrong, 1, 12).find("from 1 to 12") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(numbers_are_numbers) {
  const CLI::Validator share = nn::number_between(0, 0.9);
  std::string text;
  for (const char* right : {"0", "0.9", "1e-3", ".5", "0.90"})
    BOOST_TEST(share(text = right) == "");
  for (const char* wrong :
       {"nan", "inf", "-0.1", "0.91", "", "a", "0.5x", "1e400"})
    BOOST_TEST(share(text = wrong).find("from 0 to 0.9") != std::string::npos,
               wrong);
}

BOOST_AUTO_TEST_CASE(an_equals_sign_wants_a_value) {
  const char* good[] = {"program", "--seed=1", "x=", "--", "--seed="};
  BOOST_CHECK_NO_THROW(nn::refuse_empty_values(5, good));
  const char* bad[] = {"program", "--seed=", "--out", "o"};
  BOOST_CHECK_THROW(nn::refuse_empty_values(4, bad), nn::UsageError);
}
