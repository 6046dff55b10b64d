/// PyTorch's manner: every operation is computed at once, and noted on a tape
/// for the way back; after the way back the tape is thrown away.
#pragma once

#include <map>

#include "nn/core/armadillo.hpp"

#include "operation.hpp"

namespace chapter14 {

/// What a tape has cost so far.
struct TapeCosts {
  std::size_t nodes = 0;        ///< noted, forward and backward
  double work = 0;              ///< arithmetic
  std::size_t allocations = 0;  ///< of numbers
  std::size_t bytes = 0;        ///< allocated and not yet free
  std::size_t peak = 0;         ///< the most of these at once
};

// #region storage
/// Numbers that several may hold, and how often they were changed in place. As
/// rows x everything else.
struct Storage {
  explicit Storage(std::shared_ptr<TapeCosts> costs, std::size_t rows,
                   std::size_t cols);
  ~Storage();
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;

  arma::mat numbers;
  std::size_t version = 0;

 private:
  std::shared_ptr<TapeCosts> costs_;
};
// #endregion storage

/// Numbers that outlive the tapes: weights. backward() adds to `gradient`.
class Variable {
 public:
  Variable(std::string name, const arma::mat& numbers);
  const std::string& name() const { return name_; }
  const arma::mat& numbers() const { return storage_->numbers; }
  /// To change them in place: an optimizer does.
  arma::mat& change();

  arma::mat gradient;

 private:
  friend class Tape;
  std::string name_;
  std::shared_ptr<Storage> storage_;
};

class Tape;

// #region eager
/// A tensor that has numbers from the moment it is made.
struct Eager {
  Tape* tape = nullptr;
  std::size_t recording = 0;  ///< of the tape
  Id id = 0;
  std::shared_ptr<Storage> storage = {};

  const arma::mat& numbers() const { return storage->numbers; }
  /// To change them in place, which the tape may notice too late to help.
  arma::mat& change() const;
};
// #endregion eager

/// With the line that passes it to an operation, like Located.
struct EagerAt {
  Eager value;
  Where where;
  EagerAt(const Eager& x, const char* file = __builtin_FILE(),
          int line = __builtin_LINE())
      : value(x), where{file, line} {}
};

enum class Afterward { thrown_away, kept };

class Tape {
 public:
  Tape() : costs_(std::make_shared<TapeCosts>()) {}
  Tape(const Tape&) = delete;  // its tensors know where it is
  Tape& operator=(const Tape&) = delete;

  /// A weight, or data: what a computation begins with.
  Eager use(Variable& variable);
  Eager data(const arma::mat& numbers);

  // #region now
  /// function(tensors) noted and computed; the function may consist of several
  /// operations. nn::Error if an input was noted on a tape that is gone.
  template <class F, class... Rest>
  Eager now(F function, const EagerAt& first, const Rest&... rest) {
    const Within within(graph_, first.where);
    const Tensor y = function(
        noted(first), noted({rest, first.where.file, first.where.line})...);
    catch_up();
    return eager(y.id);
  }
  // #endregion now

  /// The derivative of a single number, added to the gradients of the variables
  /// that were used. nn::Error if numbers that it needs were changed since, or
  /// if the loss was noted on a tape that is gone: a second time, for example.
  void backward(const EagerAt& loss,
                Afterward afterward = Afterward::thrown_away);

  const TapeCosts& costs() const { return *costs_; }
  const Graph& graph() const { return graph_; }

 private:
  /// One step of the way back.
  struct Walk;

  Tensor noted(const EagerAt& x);
  Eager eager(Id id) { return {this, recording_, id, storages_[id]}; }
  Eager leaf(const std::string& name, std::shared_ptr<Storage> storage);
  void catch_up();
  void compute(Id id);
  void run(Id id, const std::vector<double*>& out);
  std::shared_ptr<Storage> room(const Dims& dims);
  void expect_unchanged(Id id, Id first) const;
  void throw_away();

  Graph graph_;
  std::size_t recording_ = 0;
  std::vector<std::shared_ptr<Storage>> storages_;  // by node
  std::vector<std::vector<std::size_t>> versions_;  // inputs', own
  std::map<Id, std::vector<std::shared_ptr<Storage>>> parts_;
  std::map<Id, Variable*> variables_;
  std::shared_ptr<TapeCosts> costs_;
};

}  // namespace chapter14
