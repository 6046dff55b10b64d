#include "tape.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nn/core/error.hpp"

#include "shapes.hpp"

namespace chapter14 {

Storage::Storage(std::shared_ptr<TapeCosts> costs, std::size_t rows,
                 std::size_t cols)
    : numbers(rows, cols, arma::fill::none), costs_(std::move(costs)) {
  if (!costs_) return;
  ++costs_->allocations;
  costs_->bytes += numbers.n_elem * sizeof(double);
  costs_->peak = std::max(costs_->peak, costs_->bytes);
}

Storage::~Storage() {
  if (costs_) costs_->bytes -= numbers.n_elem * sizeof(double);
}

Variable::Variable(std::string name, const arma::mat& numbers)
    : gradient(arma::size(numbers), arma::fill::zeros),
      name_(std::move(name)),
      storage_(
          std::make_shared<Storage>(nullptr, numbers.n_rows, numbers.n_cols)) {
  storage_->numbers = numbers;
}

arma::mat& Variable::change() {
  ++storage_->version;
  return storage_->numbers;
}

arma::mat& Eager::change() const {
  ++storage->version;
  return storage->numbers;
}

Eager Tape::leaf(const std::string& name, std::shared_ptr<Storage> storage) {
  const arma::mat& numbers = storage->numbers;
  const Tensor x = graph_.input(name, {numbers.n_rows, numbers.n_cols});
  storages_.push_back(std::move(storage));
  versions_.push_back({storages_.back()->version});
  ++costs_->nodes;
  return eager(x.id);
}

Eager Tape::use(Variable& variable) {
  for (const auto& [id, known] : variables_)
    if (known == &variable) return eager(id);
  const Eager x = leaf(variable.name(), variable.storage_);
  variables_[x.id] = &variable;
  return x;
}

Eager Tape::data(const arma::mat& numbers) {
  auto storage = room({numbers.n_rows, numbers.n_cols});
  storage->numbers = numbers;
  return leaf("", std::move(storage));
}

Tensor Tape::noted(const EagerAt& x) {
  if (x.value.tape != this || x.value.recording != recording_)
    throw nn::Error(fmt::format(
        "{}: this tensor was noted on a tape that has been thrown away, by "
        "backward(); compute it again, or call backward(…, Afterward::kept)",
        to_string(x.where)));
  return graph_.tensor(x.value.id);
}

// ---- computing

std::shared_ptr<Storage> Tape::room(const Dims& dims) {
  const std::size_t rows = extent(dims, 0);
  return std::make_shared<Storage>(costs_, rows, count(dims) / rows);
}

// #region compute
/// Computes what was noted since the last time.
void Tape::catch_up() {
  for (Id id = storages_.size(); id < graph_.size(); ++id) {
    storages_.emplace_back();
    try {
      compute(id);
    } catch (...) {
      throw_away();  // half a tape is none
      throw;
    }
    std::vector<std::size_t> versions;
    for (const Id from : graph_[id].inputs)
      versions.push_back(storages_[from] ? storages_[from]->version : 0);
    versions.push_back(storages_[id] ? storages_[id]->version : 0);
    versions_.push_back(std::move(versions));
    ++costs_->nodes;
    costs_->work += work(graph_, id);
  }
}

void Tape::compute(Id id) {
  const Node& node = graph_[id];
  if (is_constant(node)) {
    storages_[id] = room({});
    storages_[id]->numbers = node.attributes.value;
  } else if (node.operation == &part_operation) {
    storages_[id] = parts_[node.inputs[0]].at(node.attributes.numbers[0]);
  } else if (node.operation->kind == Kind::view) {
    storages_[id] = storages_[node.inputs[0]];
  } else if (has_parts(node)) {
    std::vector<double*> out;
    for (const Dims& dims : node.operation->parts(request_of(graph_, node))) {
      parts_[id].push_back(room(dims));
      out.push_back(parts_[id].back()->numbers.memptr());
    }
    run(id, out);
  } else {
    storages_[id] = room(node.dims);
    run(id, {storages_[id]->numbers.memptr()});
  }
}
// #endregion compute

void Tape::run(Id id, const std::vector<double*>& out) {
  const Node& node = graph_[id];
  std::shared_ptr<void> memory;
  Call<double> call = {node, {}, {}, out, &memory};
  for (const Id from : node.inputs) {
    call.dims.push_back(&graph_[from].dims);
    call.in.push_back(storages_[from]->numbers.memptr());
  }
  if (node.operation->kind == Kind::elementwise)
    node.operation->map_double(count(node.dims), call.in.data(), out[0]);
  else
    node.operation->run_double(call);
}

// ---- the way back: see tape_backward.cpp

void Tape::throw_away() {
  graph_ = Graph{};
  storages_.clear();
  versions_.clear();
  parts_.clear();
  variables_.clear();
  ++recording_;
}

}  // namespace chapter14
