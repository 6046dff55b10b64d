#include "program.hpp"

namespace chapter14 {

std::vector<Id> wanted(const Program& program) {
  std::vector<Id> ids = program.results;
  for (const auto& update : program.updates)
    ids.push_back(update.value);
  return ids;
}

std::vector<bool> needed(const Program& program) {
  std::vector<bool> result(program.graph.size());
  for (const Id id : wanted(program))
    result[id] = true;
  for (Id id = program.graph.size(); id-- > 0;)
    if (result[id])
      for (const Id from : program.graph[id].inputs)
        result[from] = true;
  return result;
}

void expect_only_read(const Program& program, const std::string& input) {
  const Id id = program.graph.find(input);
  for (const auto& update : program.updates)
    if (update.input == id)
      throw nn::Error("the input \"" + input +
                      "\" is updated: give it numbers that may change (bind)");
}

void take_outputs(Program& made, const Program& from,
                  const std::vector<Id>& now) {
  for (const Id id : from.results)
    made.results.push_back(now[id]);
  for (const auto& [input, value] : from.updates)
    made.updates.push_back({now[input], now[value]});
}

}  // namespace chapter14
