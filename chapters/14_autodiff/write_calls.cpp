// Nodes that become a call or a short loop.
#include "write_program.hpp"

namespace chapter14 {

// #region write_product
void Writer::write_product(Id id) {
  const Node& node = graph_[id];
  const bool tn = node.operation->name == "product_tn";
  line("{}({}, {}, {}, {}, {}, {});", node.operation->name,
       name(node.inputs[0]), name(node.inputs[1]), name(id), size_of(id, 0),
       size_of(node.inputs[0], tn ? 0 : 1), size_of(id, 1));
}
// #endregion write_product

void Writer::write_sum(Id id) {
  const Id from = graph_[id].inputs[0];
  const Dims &large = graph_[from].dims, &small = graph_[id].dims;
  const std::size_t columns = large.back(), rows = count(large) / columns;
  if (large.size() > 1 && extent(small, large.size() - 1) == 1 &&
      count(small) == rows)
    line("sum_of_columns({}, {}, {}, {});", name(from), rows, columns,
         name(id));
  else if (large.size() == 1 && count(small) == 1)
    line("sum_of_columns({}, 1, {}, {});", name(from), columns, name(id));
  else if (large.size() == 2 && extent(small, 0) == 1 && count(small) > 1)
    line("sum_of_each_column({}, {}, {}, {});", name(from), rows, columns,
         name(id));
  else if (large.size() == 2 && count(small) == 1) {
    line("{}[0] = sum_of_all({}, {}, {});", name(id), name(from), rows,
         columns);
  } else {
    throw nn::Error(fmt::format(
        "{}: the sum of {} to {} cannot be written as C++ yet; the interpreter "
        "runs it",
        to_string(graph_[id].where), to_string(large), to_string(small)));
  }
}

std::string Writer::window(Id id) const {
  const auto& [in, out, w] = graph_[id].attributes.window;
  return fmt::format("{{{}, {}, {}, {}, {}, {}, {}, {}, {}}}", in.channels,
                     in.height, in.width, out.channels, out.height, out.width,
                     w.kernel, w.stride, w.padding);
}

const std::string& Writer::convolver(Id id) {
  const auto [entry, is_new] = convolvers_.emplace(
      window(id), fmt::format("convolver_{}", convolvers_.size() + 1));
  if (is_new)
    statics_ += fmt::format("  static Convolver<float> {}({});\n",
                            entry->second, window(id));
  return entry->second;
}

void Writer::write_image(Id id) {
  const Node& node = graph_[id];
  const auto& in = node.inputs;
  const std::string& operation = node.operation->name;
  const std::vector<Id> parts = parts_of(id);
  if (operation == "convolution")
    line("{}.forward({}, {}, {}, {}, {});", convolver(id), name(in[0]),
         name(in[1]), name(in[2]), name(id), size_of(id, 3));
  else if (operation == "convolution_gradient")
    line("{}.backward({}, {}, {}, {}, {}, {}, {});", convolver(id), name(in[0]),
         name(in[1]), name(in[2]), part_name(parts, 0), part_name(parts, 1),
         part_name(parts, 2), size_of(in[1], 3));
  else if (operation == "convolution_pooled")
    line("{}.forward_pooled({}, {}, {}, {}, bytes({}), {});", convolver(id),
         name(in[0]), name(in[1]), name(in[2]), part_name(parts, 0),
         part_name(parts, 1), size_of(in[2], 3));
  else if (operation == "convolution_pooled_gradient")
    line("{}.backward_pooled({}, {}, {}, bytes({}), {}, {}, {}, {}, {});",
         convolver(id), name(in[0]), name(in[1]), name(in[2]), name(in[3]),
         name(in[4]), part_name(parts, 0), part_name(parts, 1),
         part_name(parts, 2), size_of(in[1], 3));
  else if (operation == "max_pool")
    line("max_pool<float>({}, {}, {}, bytes({}), {});", window(id), name(in[0]),
         part_name(parts, 0), part_name(parts, 1), size_of(in[0], 3));
  else
    line("max_pool_gradient({}, bytes({}), {}, {}, {});", window(id),
         name(in[1]), name(in[0]), name(id), size_of(id, 3));
}

void Writer::write_moves(Id id) {
  const Node& node = graph_[id];
  const Id x = node.inputs[0];
  const std::string& operation = node.operation->name;
  const std::size_t rows = size_of(x, 0), columns = size_of(x, 1);
  if (operation == "largest") {
    line("for (size_t j = 0; j < {}; ++j)", columns);
    line("  {0}[j] = *std::max_element({1} + j * {2}, {1} + j * {2} + {2});",
         name(id), name(x), rows);
  } else if (operation == "gather") {
    line("for (size_t j = 0; j < {}; ++j)", columns);
    line("  {}[j] = {}[j * {} + row_of({}[j], {})];", name(id), name(x), rows,
         name(node.inputs[1]), rows);
  } else if (operation == "scatter") {
    line("std::fill_n({}, {}, 0.0f);", name(id), count(node.dims));
    line("for (size_t j = 0; j < {}; ++j)", columns);
    line("  {0}[j * {1} + row_of({2}[j], {1})] = {3}[j];", name(id),
         size_of(id, 0), name(node.inputs[1]), name(x));
  } else if (operation == "transpose") {
    line("for (size_t j = 0; j < {}; ++j)", columns);
    line("  for (size_t i = 0; i < {}; ++i)", rows);
    line("    {}[i * {} + j] = {}[j * {} + i];", name(id), columns, name(x),
         rows);
  } else if (operation == "broadcast" && count(graph_[x].dims) == 1) {
    line("std::fill_n({}, {}, {}[0]);", name(id), count(node.dims), name(x));
  } else {
    throw nn::Error(fmt::format(
        "{}: {} of {} to {} cannot be written as C++ yet; the interpreter runs "
        "it",
        to_string(node.where), operation, to_string(graph_[x].dims),
        to_string(node.dims)));
  }
}

void Writer::write_call(Id id) {
  const std::string& operation = graph_[id].operation->name;
  if (operation.starts_with("product"))
    write_product(id);
  else if (operation == "sum")
    write_sum(id);
  else if (operation.starts_with("convolution") ||
           operation.starts_with("max_pool"))
    write_image(id);
  else
    write_moves(id);
}

}  // namespace chapter14
