// The checks of the exercises: what they accept, and what they say of the rest.
#include <cstdio>
#include <limits>

#include <sys/wait.h>

#include "nn/core/error.hpp"
#include "nn/exercise/check.hpp"
#include "nn/exercise/run.hpp"

#include "files.hpp"

namespace {

namespace ex = nn::exercise;
using Kind = ex::Failure::Kind;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
const ex::Asked asked = {"f(x)", {{"x", 3}}};
const ex::Tolerance tolerance = {1e-6, "two sums"};

/// The failure must be of this kind and hold all `words`.
template <class Check>
void fails(Kind kind, const std::vector<std::string>& words, Check check) {
  try {
    check();
    BOOST_ERROR("it passes");
  } catch (const ex::Failure& failure) {
    BOOST_TEST(static_cast<int>(failure.kind()) == static_cast<int>(kind));
    for (const auto& word : words)
      BOOST_TEST(has(failure.what(), word),
                 "\"" << word << "\" is missing in: " << failure.what());
  }
}

/// Keeps what is reported.
struct Log : ex::Checks {
  std::string text;

 protected:
  void begin(const std::string& name) override { text += name + ";"; }
  void fail(const ex::Failure& failure) override {
    text += std::string("FAIL ") + failure.what();
  }
};

void passing(ex::Checks& check) {
  check("one", [] {});
  check("two", [] {});
}

void failing(ex::Checks& check) {
  check("one", [] {});
  check("two", [] { ex::expect_equal({"2 + 2", {}}, 5, 4); });
  check("three", [] {});
}

void crashing(ex::Checks& check) {
  check("one", [] { std::abort(); });
}

void stub(ex::Checks& check) {
  check("one", [] { throw ex::NotWritten(); });
}

const ex::Registered of_passing{"unit", "passing", passing};
const ex::Registered of_failing{"unit", "failing", failing};
const ex::Registered of_crashing{"unit", "crashing", crashing};
const ex::Registered of_stub{"unit", "stub", stub};

/// Runs a variant in a child, as its program would. Its exit code, -1 if it was
/// ended by a signal.
int run(const char* variant, const fs::path& report) {
  const std::string name = report.string();
  const char* const arguments[] = {"program", "unit", variant, name.c_str()};
  const pid_t child = ::fork();
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(99);
    // The test's own framework must not see the signal.
    ::signal(SIGABRT, SIG_DFL);
    ::_exit(ex::run(4, arguments));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

BOOST_AUTO_TEST_CASE(equal_values_of_any_type_pass) {
  ex::expect_equal(asked, 3, 3.0);
  ex::expect_equal(asked, true, true);
  ex::expect_equal(asked, "abc", std::string("abc"));
  ex::expect_equal(asked, std::vector<std::int32_t>{1, 2}, arma::vec{1, 2});
  ex::expect_equal(asked, arma::uvec{1, 2}, arma::fvec{1, 2});
  ex::expect_equal(asked, arma::mat("1 2; 3 4"), arma::mat("1 2; 3 4"));
  ex::expect_equal(asked, arma::vec{1, 2} * 2, arma::vec{2, 4});
  ex::expect_equal(asked, infinity, infinity);
  ex::expect_equal(asked, std::vector<double>{}, arma::vec());
  ex::expect_close(asked, 1.0000005, 1, tolerance);
  ex::expect_close(asked, 1000.0005, 1000, tolerance);  // relative above 1
  ex::expect_close(asked, arma::vec{1, 2}, arma::vec{1, 2}, {0, "exact"});
  ex::expect_at_most(asked, 7, 7, "one a feature");
  ex::expect(asked, true, "it holds");
}

BOOST_AUTO_TEST_CASE(a_failure_says_what_was_asked_and_where_it_differs) {
  fails(Kind::value, {"f(x) for x = 3\n", "expected 4\n", "got 5"},
        [] { ex::expect_equal(asked, 5, 4); });
  fails(Kind::value, {"expected \"abc\"", "got \"abd\""},
        [] { ex::expect_equal(asked, "abd", "abc"); });
  fails(Kind::value,
        {"expected {1, 2, 3}\n", "got {1, 2, 4}\n",
         "first difference at index 2: expected 3, got 4"},
        [] {
          ex::expect_equal(asked, arma::vec{1, 2, 4}, arma::vec{1, 2, 3});
        });
  fails(Kind::value,
        {"expected {1, 2; 3, 4} (2 x 2)", "row 1, column 0: expected 3, got 2"},
        [] {
          ex::expect_equal(asked, arma::mat("1 3; 2 4"), arma::mat("1 2; 3 4"));
        });
  fails(Kind::value, {"off by 0.5, allowed is 1e-06: two sums"},
        [] { ex::expect_close(asked, 1.5, 1, tolerance); });
  fails(Kind::value, {"f(a, b) for a = 1, b = {2, 3}\n"}, [] {
    ex::expect_equal({"f(a, b)", {{"a", 1}, {"b", arma::vec{2, 3}}}}, 1, 2);
  });
  fails(Kind::value, {"expected at most 7\n", "got 8\n", "one a feature"},
        [] { ex::expect_at_most(asked, 8, 7, "one a feature"); });
  fails(Kind::value, {"expected: they sum to 1"},
        [] { ex::expect(asked, false, "they sum to 1"); });
}

BOOST_AUTO_TEST_CASE(numbers_that_look_alike_are_told_apart) {
  fails(Kind::value, {"expected 0.3\n", "got 0.30000000000000004"},
        [] { ex::expect_equal(asked, 0.1 + 0.2, 0.3); });
  fails(Kind::value, {"index 1: expected 0.3, got 0.30000000000000004"}, [] {
    ex::expect_equal(asked, arma::vec{1, 0.1 + 0.2}, arma::vec{1, 0.3});
  });
}

BOOST_AUTO_TEST_CASE(of_many_numbers_the_first_are_shown) {
  fails(Kind::value, {"{0, 0, 0, 0, 0, 0, 0, 0, ...}", "index 99"}, [] {
    arma::vec x(100);
    x(99) = 1;
    ex::expect_equal(asked, x, arma::vec(100));
  });
}

BOOST_AUTO_TEST_CASE(shapes_are_compared_first) {
  fails(Kind::shape, {"expected 3 values, got 2 values"}, [] {
    ex::expect_close(asked, arma::vec{9, 9}, arma::vec{1, 2, 3}, tolerance);
  });
  fails(Kind::shape, {"expected 1 x 2, got 2 values"}, [] {
    ex::expect_equal(asked, arma::vec{1, 2}, arma::rowvec{1, 2});
  });
  fails(Kind::shape, {"expected 0 values, got a number"},
        [] { ex::expect_equal(asked, 1, std::vector<int>{}); });
  fails(Kind::shape, {"expected a number, got words"},
        [] { ex::expect_equal(asked, "1", 1); });
}

BOOST_AUTO_TEST_CASE(nan_never_passes) {
  fails(Kind::value, {"got nan"},
        [] { ex::expect_equal(asked, not_a_number, 1); });
  fails(Kind::value, {"got nan"}, [] {
    ex::expect_close(asked, not_a_number, 1, {1e300, "anything"});
  });
  fails(Kind::value, {"index 1"}, [] {
    ex::expect_close(asked, arma::vec{1, not_a_number}, arma::vec{1, 2},
                     tolerance);
  });
  fails(Kind::value, {"got nan", "off by nan"},
        [] { ex::expect_close(asked, -not_a_number, 1, tolerance); });
  fails(Kind::value, {"got {1, nan}", "expected 2, got nan"}, [] {
    ex::expect_equal(asked, arma::vec{1, -not_a_number}, arma::vec{1, 2});
  });
  fails(Kind::value, {"got inf"},
        [] { ex::expect_close(asked, infinity, 1, tolerance); });
  fails(Kind::value, {"got -inf"},
        [] { ex::expect_close(asked, -infinity, infinity, tolerance); });
  fails(Kind::value, {"got nan"},
        [] { ex::expect_at_most(asked, not_a_number, 7, "one a feature"); });
}

BOOST_AUTO_TEST_CASE(a_check_that_is_itself_wrong_is_no_failure) {
  BOOST_CHECK_THROW(ex::expect_equal(asked, 1, not_a_number), std::logic_error);
  BOOST_CHECK_THROW(ex::expect_close(asked, 1, 1, {1e-6, ""}),
                    std::logic_error);
  BOOST_CHECK_THROW(ex::expect_close(asked, 1, 1, {not_a_number, "why"}),
                    std::logic_error);
  BOOST_CHECK_THROW(ex::expect_close(asked, "a", "a", tolerance),
                    std::logic_error);
  // A double would take 2^53 + 1 for 2^53.
  const std::int64_t large = (std::int64_t{1} << 53) + 1;
  BOOST_CHECK_THROW(ex::expect_equal(asked, large, large), std::logic_error);
}

BOOST_AUTO_TEST_CASE(an_error_is_expected_with_its_words) {
  const auto refuse = [] { throw nn::UsageError("k 0: expected 1"); };
  ex::expect_error(asked, refuse);
  ex::expect_error(asked, refuse, {"k 0", "expected"});
  fails(Kind::value, {"expected an error that says \"k 1\"", "\"k 0: "},
        [&] { ex::expect_error(asked, refuse, {"k 1"}); });
  fails(Kind::value, {"expected an error\n", "got a result"},
        [] { ex::expect_error(asked, [] {}); });
}

BOOST_AUTO_TEST_CASE(the_first_failure_is_the_last_check) {
  Log log;
  passing(log);
  BOOST_TEST(log.text == "one;two;");
  log.text.clear();
  failing(log);
  BOOST_TEST(log.text == "one;two;FAIL 2 + 2\n  expected 4\n  got 5");
  Log other;
  other("a", [] { throw nn::UsageError("no"); });
  BOOST_TEST(other.text == "a;FAIL threw nn::UsageError: no");
  Log third;
  third("a", [] { throw 7; });
  BOOST_TEST(has(third.text, "threw something"));
}

BOOST_AUTO_TEST_CASE(the_program_reports_line_by_line) {
  const Folder folder;
  const fs::path report = folder.path / "report";
  BOOST_TEST(run("passing", report) == 0);
  BOOST_TEST(load(report) == "begin one\nbegin two\npassed 2\n");
  BOOST_TEST(run("failing", report) == 1);
  BOOST_TEST(load(report) ==
             "begin one\nbegin two\nfailed value\n2 + 2\n  expected 4\n"
             "  got 5\n");
  BOOST_TEST(run("stub", report) == 1);
  BOOST_TEST(has(load(report), "failed not_written\nnot written yet"));
  BOOST_TEST(run("crashing", report) == -1);
  BOOST_TEST(load(report) == "begin one\n");
  BOOST_TEST(run("nosuch", folder.path / "none") == 2);
  BOOST_TEST(!fs::exists(folder.path / "none"));
}
