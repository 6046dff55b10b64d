/// What the hidden checks of an exercise are written with. A check that fails
/// says what was asked, with which input, what was expected and what came, and
/// where the two differ first; common/exercises/README.md shows one.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "nn/exercise/value.hpp"

namespace nn::exercise {

/// A stub throws it where the reader's code will stand.
struct NotWritten {};

/// Why a check fails.
class Failure : public std::runtime_error {
 public:
  /// not_written: a stub; shape: another number of values; value: another
  /// value; threw: an exception where none was expected.
  enum class Kind { not_written, shape, value, threw };
  Failure(Kind kind, const std::string& message)
      : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// What was passed in, under its name: {"counts", counts}.
struct Input {
  Input(std::string label, const Value& value)
      : name(std::move(label)), text(value.text()) {}
  std::string name, text;
};

/// What was asked: {"gini(counts)", {{"counts", counts}}}.
struct Asked {
  std::string call;
  std::vector<Input> inputs;
};

/// How far from the expected number x a result may be, as a share of
/// max(1, |x|), and why. 0 is only for what does not round.
struct Tolerance {
  double value = 0;
  std::string reason;
};

/// The same words, or the same shape and the same numbers. NaN never passes.
void expect_equal(const Asked& asked, const Value& got, const Value& expected);

/// The same shape, and every number within the tolerance. NaN never passes.
void expect_close(const Asked& asked, const Value& got, const Value& expected,
                  const Tolerance& tolerance);

/// A count (of operations, of allocations) of at most `most`, for `reason`.
void expect_at_most(const Asked& asked, double got, double most,
                    const std::string& reason);

/// Something else that must hold of the result; `what` says it in words:
/// "the shares sum to 1".
void expect(const Asked& asked, bool holds, const std::string& what);

/// The call must throw an exception (derived from std::exception) whose message
/// has all `words`.
void expect_error(const Asked& asked, const std::function<void()>& call,
                  const std::vector<std::string>& words = {});

/// The checks of an exercise, one after the other. The first that fails is the
/// one that is reported; those after it are not run.
class Checks {
 public:
  virtual ~Checks() = default;
  /// `name`, in a few words, is how a wrong answer refers to the check.
  void operator()(const std::string& name, const std::function<void()>& body);

 protected:
  virtual void begin(const std::string& name) = 0;
  virtual void fail(const Failure& failure) = 0;

 private:
  bool failed_ = false;
};

}  // namespace nn::exercise
