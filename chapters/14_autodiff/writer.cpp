#include "writer.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

#include "write_program.hpp"

namespace chapter14 {

namespace {

/// The operation that computes a node's numbers: of a part, what is in it.
std::string made_by(const Graph& graph, Id id) {
  const Node& node = graph[id];
  if (node.operation != &part_operation) return node.operation->name;
  const Node& whole = graph[node.inputs[0]];
  if (!whole.chain) return whole.operation->name;
  const std::size_t k = node.attributes.numbers[0];
  return whole.chain->steps[whole.chain->results[k]].operation->name;
}

}  // namespace

std::string identifier(const Graph& graph, Id id) {
  const Node& node = graph[id];
  if (node.name.empty()) return fmt::format("{}_{}", made_by(graph, id), id);
  return as_identifier(node.name);
}

namespace {

/// Lines of at most 80 characters: longer ones go on behind a comma.
std::string wrapped(const std::string& text) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    const std::string indent(line.find_first_not_of(' ') + 4, ' ');
    while (line.size() > 80) {
      const std::size_t comma = line.rfind(", ", 79);
      if (comma == std::string::npos || comma < indent.size()) break;
      result.append(line, 0, comma + 1).append("\n");
      line.replace(0, comma + 2, indent);
    }
    result.append(line).append("\n");
  }
  return result;
}

}  // namespace

Writer::Writer(const Program& program, const std::string& title)
    : program_(program),
      graph_(program.graph),
      schedule_(one_by_one(graph_)),
      title_(title) {
  result_.memory = reuse(program, schedule_);
  name_nodes();
}

Written Writer::write() {
  for (Id id = 0; id < graph_.size(); ++id)
    if (graph_[id].operation == &input_operation) declare_input(id);
  for (const auto& wave : schedule_)
    for (const Id id : wave)
      write_node(id);
  write_updates();
  assemble();
  return std::move(result_);
}

void Writer::name_nodes() {
  std::set<std::string> taken;
  names_.resize(graph_.size());
  for (Id id = 0; id < graph_.size(); ++id) {
    names_[id] = identifier(graph_, id);
    if (!taken.insert(names_[id]).second)
      names_[id] += fmt::format("_{}", id), taken.insert(names_[id]);
  }
}

void Writer::declare_input(Id id) {
  line("float* const {} = inputs[{}];  // {}", name(id), result_.inputs.size(),
       to_string(graph_[id].dims));
  result_.inputs.push_back(id);
}

/// Names the room of a node, before it is written.
void Writer::declare(Id id) {
  const Id home = result_.memory.home[id];
  if (home != MemoryPlan::none)
    line("float* const {} = {};  // in its place", name(id), name(home));
  else
    line("float* const {} = room + {};  // {}", name(id),
         result_.memory.place[id], to_string(graph_[id].dims));
}

/// The parts of a node that somebody uses, by number.
std::vector<Id> Writer::parts_of(Id id) const {
  std::vector<Id> parts;
  for (Id part = id + 1; part < graph_.size(); ++part)
    if (graph_[part].operation == &part_operation &&
        graph_[part].inputs[0] == id) {
      const std::size_t k = graph_[part].attributes.numbers[0];
      parts.resize(std::max(parts.size(), k + 1), MemoryPlan::none);
      parts[k] = part;
    }
  return parts;
}

void Writer::write_node(Id id) {
  const Node& node = graph_[id];
  if (node.operation->kind == Kind::view || node.operation == &input_operation)
    return;
  if (is_constant(node)) return write_constant(id);
  if (has_parts(node)) {
    for (const Id part : parts_of(id))
      if (part != MemoryPlan::none) declare(part);
  } else {
    declare(id);
  }
  if (node.chain) return write_chain(id);
  if (node.operation->kind == Kind::elementwise) return write_alone(id);
  write_call(id);
}

void Writer::write_updates() {
  const auto size = [&](Id value) { return count(graph_[value].dims); };
  for (const auto& update : program_.updates)
    if (const Id value = update.value; is_replaced(program_, value))
      line("const std::vector<float> before_{}({}, {} + {});", value,
           name(value), name(value), size(value));
  for (const auto& [input, value] : program_.updates)
    if (is_replaced(program_, value))
      line("std::copy_n(before_{}.data(), {}, {});", value, size(value),
           name(input));
    else if (result_.memory.home[value] != input)
      line("std::copy_n({}, {}, {});", name(value), size(value), name(input));
}

void Writer::write_constant(Id id) {
  if (!read_as_numbers(id)) return;  // it stands in the chains
  declare(id);
  line("{}[0] = {};", name(id), literal(graph_[id].attributes.value));
}
/// Does somebody else than a chain read this constant?
bool Writer::read_as_numbers(Id id) const {
  for (Id user = 0; user < graph_.size(); ++user)
    if (!graph_[user].chain &&
        std::count(graph_[user].inputs.begin(), graph_[user].inputs.end(), id))
      return true;
  const auto ids = wanted(program_);
  return std::count(ids.begin(), ids.end(), id) > 0;
}

void Writer::write_chain(Id id) {
  const Node& node = graph_[id];
  ChainText chain = {*node.chain, {}, {}, {}};
  for (const Id from : node.inputs) {
    chain.inputs.push_back(name(from));
    chain.values.push_back(is_constant(graph_[from])
                               ? literal(graph_[from].attributes.value)
                               : "");
  }
  for (const Id part : parts_of(id))
    chain.results.push_back(part == MemoryPlan::none ? "" : name(part));
  write(chain);
}

/// An elementwise operation on its own is a chain of one.
void Writer::write_alone(Id id) {
  const Node& node = graph_[id];
  Chain chain = {count(node.dims), 1, {}, {{node.operation, {}, ""}}, {0}};
  ChainText text = {chain, {}, {}, {name(id)}};
  for (std::size_t i = 0; i < node.inputs.size(); ++i) {
    chain.inputs.push_back(Access::each);
    chain.steps[0].from.push_back(i);
    text.inputs.push_back(name(node.inputs[i]));
    const Node& from = graph_[node.inputs[i]];
    text.values.push_back(is_constant(from) ? literal(from.attributes.value)
                                            : "");
  }
  write(text);
}

/// A call of the function that does it; one is there for equal chains.
void Writer::write(const ChainText& chain) {
  const std::string key = chain_text(chain, "chain", /*named=*/false);
  const auto [entry, is_new] =
      chains_.emplace(key, fmt::format("chain_{}", chains_.size() + 1));
  if (is_new)
    functions_ += chain_text(chain, entry->second, /*named=*/true) + "\n";
  body_ += "  " + chain_call(chain, entry->second) + "\n";
}

std::string Writer::part_name(const std::vector<Id>& parts,
                              std::size_t k) const {
  return k < parts.size() && parts[k] != MemoryPlan::none ? name(parts[k])
                                                          : "nullptr";
}
void Writer::assemble() {
  std::size_t operations = 0;
  for (Id id = 0; id < graph_.size(); ++id)
    operations += graph_[id].chain ? graph_[id].chain->steps.size()
                                   : !is_leaf(graph_[id]);
  result_.text = fmt::format(
      "// {}: written from a graph of {} operations.\n"
      "#include <algorithm>\n{}\n#include \"loops.hpp\"\n\n"
      "using namespace chapter14;\nusing std::size_t;\n\n",
      title_, operations,
      body_.find("std::vector") == std::string::npos ? ""
                                                     : "#include <vector>\n");
  if (!functions_.empty())
    result_.text += "namespace {\n\n" + functions_ + "}  // namespace\n\n";
  result_.text +=
      "extern \"C\" void run_graph(float* const* inputs, float* room) {\n" +
      statics_ + body_ + "}\n";
  result_.text = wrapped(result_.text);
}

Written written(const Program& program, const std::string& title) {
  return Writer(program, title).write();
}

}  // namespace chapter14
