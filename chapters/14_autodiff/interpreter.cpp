#include "interpreter.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nn/core/threads.hpp"

#include "chain.hpp"
#include "kernels.hpp"
#include "shapes.hpp"

namespace chapter14 {

template <class Real>
Interpreter<Real>::Interpreter(const Program& program, Rooms rooms)
    : Interpreter(program, one_by_one(program.graph), rooms) {}

template <class Real>
Interpreter<Real>::Interpreter(const Program& program, Schedule schedule,
                               Rooms rooms)
    : program_(program), schedule_(std::move(schedule)) {
  program.graph.check();
  expect_order(program.graph, schedule_);
  plan_ =
      rooms == Rooms::reused ? reuse(program, schedule_) : keep_all(program);
  find_rooms();
}

template <class Real>
void Interpreter<Real>::find_rooms() {
  const Graph& graph = program_.graph;
  room_.resize(plan_.size);
  at_.assign(graph.size(), nullptr);
  parts_.resize(graph.size());
  memories_.resize(graph.size());
  for (Id id = 0; id < graph.size(); ++id) {
    const Node& node = graph[id];
    if (plan_.place[id] != MemoryPlan::none)
      at_[id] = room_.data() + plan_.place[id];
    if (is_constant(node)) *at_[id] = static_cast<Real>(node.attributes.value);
    if (node.operation == &part_operation) parts_[node.inputs[0]].push_back(id);
  }
}

template <class Real>
const Real* Interpreter<Real>::numbers(Id id) const {
  return at_[owner(program_.graph, id)];
}

template <class Real>
void Interpreter<Real>::bind(const std::string& input, Matrix& numbers) {
  const Id id = program_.graph.find(input);
  const Dims& dims = program_.graph[id].dims;
  if (numbers.n_elem != count(dims))
    throw nn::ShapeError(
        fmt::format("the input \"{}\" is {}: {} numbers, not {}", input,
                    to_string(dims), count(dims), numbers.n_elem));
  at_[id] = numbers.memptr();
  for (const auto& update : program_.updates)
    if (update.input == id && plan_.home[update.value] == id)
      at_[update.value] = at_[id];
}

template <class Real>
void Interpreter<Real>::read_from(const std::string& input,
                                  const Matrix& numbers) {
  expect_only_read(program_, input);
  bind(input, const_cast<Matrix&>(numbers));
}

template <class Real>
void Interpreter<Real>::set(const std::string& input, const Matrix& numbers) {
  const Id id = program_.graph.find(input);
  own_[id] = numbers;
  bind(input, own_[id]);
}

// #region run
template <class Real>
void Interpreter<Real>::run() {
  for (const std::vector<Id>& wave : schedule_)
    if (wave.size() == 1)
      run_node(wave[0]);
    else
      nn::cpu::Threads::parallel([&](nn::Worker worker) {
        const nn::Range mine = worker.share(wave.size());
        for (std::size_t i = mine.begin; i < mine.end; ++i)
          run_node(wave[i]);
      });
  std::map<Id, Matrix> before;  // inputs that other inputs become
  for (const auto& update : program_.updates)
    if (is_replaced(program_, update.value))
      before[update.value] = value(update.value);
  for (const auto& [input, value] : program_.updates) {
    if (plan_.home[value] == input) continue;
    const auto kept = before.find(value);
    const Real* from =
        kept == before.end() ? numbers(value) : kept->second.memptr();
    std::copy_n(from, count(program_.graph[value].dims), at_[input]);
  }
}
// #endregion run

namespace {

template <class Real>
auto runner(const Operation& operation) {
  if constexpr (std::is_same_v<Real, float>)
    return operation.run_float;
  else
    return operation.run_double;
}
template <class Real>
auto mapper(const Operation& operation) {
  if constexpr (std::is_same_v<Real, float>)
    return operation.map_float;
  else
    return operation.map_double;
}

template <class Real>
void run_map(const Operation& operation, std::size_t n, const Call<Real>& c) {
  parallel(n, 1, [&](std::size_t begin, std::size_t end) {
    std::array<const Real*, 3> in{};
    for (std::size_t i = 0; i < c.in.size(); ++i)
      in[i] = c.in[i] + begin;
    mapper<Real>(operation)(end - begin, in.data(), c.out[0] + begin);
  });
}

}  // namespace

template <class Real>
void Interpreter<Real>::run_node(Id id) {
  const Node& node = program_.graph[id];
  if (node.operation == &input_operation) return expect_known(id);
  if (node.operation->kind == Kind::leaf || node.operation->kind == Kind::view)
    return;
  Call<Real> call = {node, {}, {}, {}, &memories_[id]};
  for (const Id from : node.inputs) {
    call.dims.push_back(&program_.graph[from].dims);
    call.in.push_back(numbers(from));
  }
  if (!has_parts(node)) call.out = {at_[id]};
  for (const Id part : parts_[id]) {
    const std::size_t k = program_.graph[part].attributes.numbers[0];
    if (call.out.size() <= k) call.out.resize(std::max<std::size_t>(3, k + 1));
    call.out[k] = at_[part];
  }
  if (node.chain)
    run_chain(node, call);
  else if (node.operation->kind == Kind::elementwise)
    run_map(*node.operation, count(node.dims), call);
  else
    runner<Real> (*node.operation)(call);
}

template <class Real>
void Interpreter<Real>::expect_known(Id id) const {
  if (!at_[id])
    throw nn::Error(fmt::format(
        "the input \"{}\" has no numbers yet: call bind() or set() before "
        "run()",
        program_.graph[id].name));
}

namespace {

constexpr std::size_t block = 512;  // numbers that pass through a chain at once

/// The numbers of an input from row i of column j on.
template <class Real>
const Real* numbers_of(const Chain& chain, Access access, const Real* x,
                       std::size_t i, std::size_t j, std::size_t n,
                       Real* room) {
  if (access == Access::each) return x + j * chain.rows + i;
  if (access == Access::rows) return x + i;
  std::fill_n(room, n, access == Access::one ? x[0] : x[j]);
  return room;
}

/// Numbers i … i + n-1 of column j.
template <class Real>
void run_block(const Chain& chain, const Call<Real>& call, std::size_t i,
               std::size_t j, std::size_t n, Real* room) {
  std::vector<const Real*> at(chain.inputs.size() + chain.steps.size());
  for (std::size_t k = 0; k < chain.inputs.size(); ++k, room += block)
    at[k] = numbers_of(chain, chain.inputs[k], call.in[k], i, j, n, room);
  for (std::size_t s = 0; s < chain.steps.size(); ++s, room += block) {
    const auto& step = chain.steps[s];
    std::array<const Real*, 3> in{};
    for (std::size_t k = 0; k < step.from.size(); ++k)
      in[k] = at[step.from[k]];
    mapper<Real> (*step.operation)(n, in.data(), room);
    at[chain.inputs.size() + s] = room;
  }
  // Only now: a result may take the place of an input.
  for (std::size_t k = 0; k < chain.results.size(); ++k)
    if (k < call.out.size() && call.out[k])
      std::copy_n(at[chain.inputs.size() + chain.results[k]], n,
                  call.out[k] + j * chain.rows + i);
}

}  // namespace

template <class Real>
void Interpreter<Real>::run_chain(const Node& node,
                                  const Call<Real>& call) const {
  const Chain& chain = *node.chain;
  const std::size_t rooms = chain.inputs.size() + chain.steps.size();
  const std::size_t blocks = (chain.rows + block - 1) / block;
  parallel(blocks * chain.columns, std::min(block, chain.rows),
           [&](std::size_t begin, std::size_t end) {
             std::vector<Real> room(rooms * block);
             for (std::size_t k = begin; k < end; ++k) {
               const std::size_t i = k % blocks * block, j = k / blocks;
               run_block(chain, call, i, j, std::min(block, chain.rows - i),
                         room.data());
             }
           });
}

template <class Real>
arma::Mat<Real> Interpreter<Real>::value(Id id) const {
  const Dims& dims = program_.graph[id].dims;
  const std::size_t rows = extent(dims, 0);
  return Matrix(numbers(id), rows, count(dims) / rows);
}

template class Interpreter<float>;
template class Interpreter<double>;

}  // namespace chapter14
