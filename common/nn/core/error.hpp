/// Errors: what happened, where, what was expected, and what to do.
///
/// Programs print an Error as one line and end with its exit code; see
/// nn/program/program.hpp.
#pragma once

#include <csignal>
#include <stdexcept>
#include <string>

namespace nn {

/// The base class of all errors that this project raises on purpose.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what) : std::runtime_error(what) {}
  /// What a program returns to the shell: 1, or 2 for wrong usage.
  virtual int exit_code() const { return 1; }
};

/// Shapes that do not fit together; raised when a model is built.
class ShapeError : public Error {
 public:
  using Error::Error;
};

/// A file or data set that is missing, broken, or not what it should be.
class DataError : public Error {
 public:
  using Error::Error;
};

/// A wrong option or argument: the exit code is 2.
class UsageError : public Error {
 public:
  using Error::Error;
  int exit_code() const override { return 2; }
};

/// A signal ended the program, Ctrl-C unless another is named; the exit code is
/// the shell's for that signal.
class Interrupted : public Error {
 public:
  explicit Interrupted(const std::string& what, int signal = SIGINT)
      : Error(what), signal_(signal) {}
  int exit_code() const override { return 128 + signal_; }

 private:
  int signal_;
};

}  // namespace nn
