/// Makes an operation of a kernel that is written once for both precisions.
#pragma once

#include "operation.hpp"

namespace chapter14 {

template <class Real, class K>
void run(const Call<Real>& call) {
  K{}(call);
}

/// `kernel`: a function of a Call<Real> without state.
template <class K>
Operation general(std::string name, Kind kind, std::size_t inputs,
                  Dims (*shape)(const Request&), Tensors (*vjp)(const Reverse&),
                  double (*work)(const Node&, const std::vector<const Dims*>&),
                  K /*kernel*/,
                  std::vector<std::vector<std::size_t>> linear_in = {{}}) {
  Operation result = {std::move(name), kind, inputs, shape, vjp, work};
  result.run_float = run<float, K>;
  result.run_double = run<double, K>;
  result.linear_in = std::move(linear_in);
  return result;
}

/// The work of an operation that adds every number of its (first) input.
inline double work_of_input(const Node&, const std::vector<const Dims*>& dims) {
  return static_cast<double>(count(*dims[0]));
}

/// nn::ShapeError with this text, unless it holds.
inline void expect(bool holds, const std::string& what) {
  if (!holds) throw nn::ShapeError(what);
}

}  // namespace chapter14
