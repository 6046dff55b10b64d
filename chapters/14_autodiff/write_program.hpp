/// Writes a program's body, node by node; see writer.hpp.
#pragma once

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "chain.hpp"
#include "shapes.hpp"
#include "write_chain.hpp"
#include "writer.hpp"

namespace chapter14 {

class Writer {
 public:
  Writer(const Program& program, const std::string& title);
  Written write();

 private:
  template <class... T>
  void line(fmt::format_string<T...> format, T&&... values) {
    body_ += "  " + fmt::format(format, std::forward<T>(values)...) + "\n";
  }

  void name_nodes();
  const std::string& name(Id id) const { return names_[owner(graph_, id)]; }
  void declare_input(Id id);
  void declare(Id id);
  std::vector<Id> parts_of(Id id) const;
  void write_node(Id id);
  void write_constant(Id id);
  bool read_as_numbers(Id id) const;
  void write_chain(Id id);
  void write_alone(Id id);
  void write(const ChainText& chain);
  void write_updates();
  void assemble();

  // What is a call, or a short loop (write_calls.cpp).
  void write_call(Id id);
  void write_product(Id id);
  void write_sum(Id id);
  void write_image(Id id);
  void write_moves(Id id);
  std::string window(Id id) const;
  const std::string& convolver(Id id);
  std::string part_name(const std::vector<Id>& parts, std::size_t k) const;
  std::size_t size_of(Id id, std::size_t axis) const {
    return extent(graph_[id].dims, axis);
  }

  const Program& program_;
  const Graph& graph_;
  Schedule schedule_;
  std::string title_;
  std::vector<std::string> names_;
  std::map<std::string, std::string> chains_;      // text -> name
  std::map<std::string, std::string> convolvers_;  // window -> name
  std::string functions_, statics_, body_;
  Written result_;
};

}  // namespace chapter14
