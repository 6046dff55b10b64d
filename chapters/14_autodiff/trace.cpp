#include "trace.hpp"

#include <fmt/format.h>

#include "nn/core/error.hpp"

#include "passes.hpp"

namespace chapter14 {
namespace {

std::vector<Dims> shapes_of(const std::vector<arma::mat>& arguments) {
  std::vector<Dims> shapes;
  for (const arma::mat& x : arguments)
    shapes.push_back({x.n_rows, x.n_cols});
  return shapes;
}

std::string argument(std::size_t i) {
  return fmt::format("argument {}", i + 1);
}

}  // namespace

// #region record
void Traced::record(const Shapes& shapes) {
  Program program;
  Tensors arguments;
  for (const Dims& dims : shapes)
    arguments.push_back(program.graph.input(argument(arguments.size()), dims));
  for (const Tensor& y : function_(arguments))
    program.results.push_back(y.id);
  nodes_recorded_ += program.graph.size();
  Record& made = records_[shapes];
  made.program = optimized(program, Precision::twice);
  made.runner =
      std::make_unique<Interpreter<double>>(made.program, Rooms::reused);
}

std::vector<arma::mat> Traced::operator()(
    const std::vector<arma::mat>& arguments) {
  const Shapes shapes = shapes_of(arguments);
  if (!records_.count(shapes)) record(shapes);
  const Record& known = records_.at(shapes);
  for (std::size_t i = 0; i < arguments.size(); ++i)
    known.runner->set(argument(i), arguments[i]);
  known.runner->run();
  std::vector<arma::mat> results;
  for (const Id id : known.program.results)
    results.push_back(known.runner->value(id));
  return results;
}
// #endregion record

const Traced::Record& Traced::find(
    const std::vector<arma::mat>& arguments) const {
  const auto found = records_.find(shapes_of(arguments));
  if (found == records_.end())
    throw nn::Error(fmt::format(
        "nothing was recorded for {} arguments of these shapes: call the "
        "function with them first",
        arguments.size()));
  return found->second;
}

const Program& Traced::record(const std::vector<arma::mat>& arguments) const {
  return find(arguments).program;
}

std::size_t Traced::room(const std::vector<arma::mat>& arguments) const {
  return find(arguments).runner->memory().size;
}

}  // namespace chapter14
