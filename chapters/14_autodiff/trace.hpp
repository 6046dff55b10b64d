/// JAX's manner: a function of tensors is run once, on tensors without numbers,
/// to record what it does; from then on the record is run.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "interpreter.hpp"

namespace chapter14 {

// #region traced
class Traced {
 public:
  /// What the function does besides its operations on tensors (printing,
  /// counting, reading a variable of the program) happens when it is recorded,
  /// and then never again.
  using Function = std::function<Tensors(const Tensors& arguments)>;
  explicit Traced(Function function) : function_(std::move(function)) {}

  /// Records if there is no record for these shapes yet, optimizes the record,
  /// and runs it. The results are new matrices; nothing is changed in place.
  std::vector<arma::mat> operator()(const std::vector<arma::mat>& arguments);

  /// How often the function itself was run, and the nodes of these records
  /// before they were optimized.
  std::size_t traces() const { return records_.size(); }
  std::size_t nodes_recorded() const { return nodes_recorded_; }
  /// The record for arguments of these shapes. nn::Error if there is none.
  const Program& record(const std::vector<arma::mat>& arguments) const;
  /// Numbers that it needs room for.
  std::size_t room(const std::vector<arma::mat>& arguments) const;

 private:
  struct Record {
    Program program;
    std::unique_ptr<Interpreter<double>> runner = {};
  };
  using Shapes = std::vector<Dims>;

  void record(const Shapes& shapes);
  const Record& find(const std::vector<arma::mat>& arguments) const;

  Function function_;
  std::map<Shapes, Record> records_;
  std::size_t nodes_recorded_ = 0;
};
// #endregion traced

}  // namespace chapter14
