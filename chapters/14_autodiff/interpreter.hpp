/// Runs a program node by node.
#pragma once

#include <map>

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"

#include "memory.hpp"

namespace chapter14 {

enum class Rooms {
  reused,    ///< planned before the first run
  separate,  ///< every node keeps its own: values can be looked at afterward
};

/// Walks a program in the order of a schedule. Real: float, with the library's
/// fast kernels, or double, with its formulas.
template <class Real>
class Interpreter {
 public:
  using Matrix = arma::Mat<Real>;

  /// nn::Error if the graph cannot be run (Graph::check).
  explicit Interpreter(const Program& program, Rooms rooms = Rooms::separate);
  Interpreter(const Program& program, Schedule schedule,
              Rooms rooms = Rooms::separate);
  /// The program must outlive it.
  explicit Interpreter(Program&&, Rooms = Rooms::separate) = delete;
  Interpreter(Program&&, Schedule, Rooms = Rooms::separate) = delete;

  /// The numbers of an input, which stay where they are: write into the matrix,
  /// do not assign another one to it. Updates are written to them. nn::Error if
  /// there is no such input, nn::ShapeError if it is not as long.
  void bind(const std::string& input, Matrix& numbers);
  /// The same for numbers that are only read; nn::Error if updates write there.
  void read_from(const std::string& input, const Matrix& numbers);
  /// The same with a copy that belongs to the interpreter.
  void set(const std::string& input, const Matrix& numbers);

  /// nn::Error if an input has no numbers.
  void run();
  /// A node's numbers, as rows x everything else.
  Matrix value(Id id) const;
  Matrix value(const Tensor& x) const { return value(x.id); }
  /// The number of a node that has just one.
  Real number(const Tensor& x) const { return value(x.id)(0); }

  const MemoryPlan& memory() const { return plan_; }

 private:
  void find_rooms();
  void run_node(Id id);
  void run_chain(const Node& node, const Call<Real>& call) const;
  void expect_known(Id id) const;
  const Real* numbers(Id id) const;

  const Program& program_;
  Schedule schedule_;
  MemoryPlan plan_;
  nn::Buffer<Real> room_;
  std::vector<Real*> at_;                        // by node
  std::vector<std::vector<Id>> parts_;           // by node; its parts
  std::vector<std::shared_ptr<void>> memories_;  // by node; its operation's
  std::map<Id, Matrix> own_;                     // inputs set by a copy
};

extern template class Interpreter<float>;
extern template class Interpreter<double>;

}  // namespace chapter14
