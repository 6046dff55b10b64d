#include "write_chain.hpp"

#include <cctype>
#include <cmath>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nn/core/error.hpp"

namespace chapter14 {

std::string literal(double value) {
  const auto number = static_cast<float>(value);
  if (std::isnan(number)) return "NAN";
  if (std::isinf(number)) return number > 0 ? "INFINITY" : "(-INFINITY)";
  std::string text = fmt::format("{}", number);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text[0] == '-' ? "(" + text + "f)" : text + "f";
}

namespace {

/// What C++ and the written function have names for, each between spaces.
constexpr std::string_view reserved =
    " inputs room begin end i j n rows columns std nn chapter14 run_graph"
    " fused parallel product product_tn product_nt max_pool"
    " max_pool_gradient bytes sum_of_columns sum_of_each_column sum_of_all"
    " row_of size_t Convolver Sliding vector_exp vector_log vector_tanh"
    " vector_sigmoid and asm auto bool break case catch char class const"
    " continue default delete do double else enum explicit export extern"
    " false float for friend goto if inline int long mutable namespace new"
    " not operator or private protected public register requires return"
    " short signed sizeof static struct switch template this throw true try"
    " typedef typename union unsigned using virtual void volatile while xor"
    " concept NAN INFINITY ";

bool is_reserved(const std::string& name) {
  return reserved.find(' ' + name + ' ') != std::string_view::npos;
}

}  // namespace

std::string as_identifier(const std::string& name) {
  std::string result;
  for (const char c : name)
    result += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  if (std::isdigit(static_cast<unsigned char>(result[0])))
    result = "x" + result;
  for (const char* prefix : {"chain_", "convolver_", "sums_", "before_", "_"})
    if (result.starts_with(prefix)) return "x_" + result;
  return is_reserved(result) ? result + "_" : result;
}

namespace {

bool is_flat(const Chain& chain) {
  return chain.columns == 1;
}

/// The names of parameters and steps; no two alike.
struct Names {
  std::vector<std::string> inputs, steps, results;
};

std::string unique(std::string name, std::set<std::string>& taken) {
  while (!taken.insert(name).second)
    name += "_";
  return name;
}

Names names_of(const ChainText& text, bool named) {
  Names names;
  std::set<std::string> taken = {"i", "j", "n", "rows", "columns"};
  for (std::size_t i = 0; i < text.inputs.size(); ++i)
    names.inputs.push_back(
        unique(named ? text.inputs[i] : fmt::format("x{}", i), taken));
  for (std::size_t k = 0; k < text.results.size(); ++k)
    names.results.push_back(
        unique(named ? text.results[k] : fmt::format("y{}", k), taken));
  for (std::size_t s = 0; s < text.chain.steps.size(); ++s) {
    const auto& step = text.chain.steps[s];
    const std::string name =
        step.name.empty() ? step.operation->name : as_identifier(step.name);
    names.steps.push_back(
        unique(named ? name : fmt::format("v{}", s + 1), taken));
  }
  return names;
}

/// What stands for an input's number in the loop.
std::string element(const ChainText& text, const Names& names, std::size_t i) {
  if (!text.values[i].empty()) return text.values[i];
  switch (text.chain.inputs[i]) {
    case Access::one:
      return names.inputs[i] + "[0]";
    case Access::rows:
      return names.inputs[i] + "[i]";
    case Access::columns:
      return names.inputs[i] + "[j]";
    default:
      return names.inputs[i] + (is_flat(text.chain) ? "[i]" : "[j * rows + i]");
  }
}

std::string formula(const Chain::Step& step,
                    const std::vector<std::string>& in) {
  return fmt::format(fmt::runtime(step.operation->code), in[0],
                     in.size() > 1 ? in[1] : "", in.size() > 2 ? in[2] : "");
}

std::vector<std::string> parameters(const ChainText& text, const Names& names) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < names.inputs.size(); ++i)
    if (text.values[i].empty())
      list.push_back("const float* " + names.inputs[i]);
  for (std::size_t k = 0; k < names.results.size(); ++k)
    if (!names.results[k].empty() && !text.results[k].empty())
      list.push_back("float* " + names.results[k]);
  return list;
}

/// The lines in the loop.
std::string body(const ChainText& text, const Names& names,
                 const std::string& indent) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < text.inputs.size(); ++i)
    values.push_back(element(text, names, i));
  std::string lines;
  for (std::size_t s = 0; s < text.chain.steps.size(); ++s) {
    const auto& step = text.chain.steps[s];
    std::vector<std::string> in;
    for (const std::size_t from : step.from)
      in.push_back(values[from]);
    lines += fmt::format("{}const float {} = {};\n", indent, names.steps[s],
                         formula(step, in));
    values.push_back(names.steps[s]);
  }
  const std::string at = is_flat(text.chain) ? "i" : "j * rows + i";
  for (std::size_t k = 0; k < text.results.size(); ++k)
    if (!text.results[k].empty())
      lines += fmt::format("{}{}[{}] = {};\n", indent, names.results[k], at,
                           names.steps[text.chain.results[k]]);
  return lines;
}

}  // namespace

// #region chain_text
std::string chain_text(const ChainText& text, const std::string& function,
                       bool named) {
  const Names names = names_of(text, named);
  const bool flat = is_flat(text.chain);
  std::string result = fmt::format("void {}({}, {}) {{\n", function,
                                   flat ? "size_t n"
                                        : "size_t rows, "
                                          "size_t columns",
                                   fmt::join(parameters(text, names), ", "));
  if (flat)
    result +=
        "  parallel(n, 1, [=](size_t begin, size_t end) {\n"
        "#pragma omp simd\n"
        "    for (size_t i = begin; i < end; ++i) {\n" +
        body(text, names, "      ") + "    }\n  });\n}\n";
  else
    result +=
        "  parallel(columns, rows, [=](size_t begin, size_t end) {\n"
        "    for (size_t j = begin; j < end; ++j)\n"
        "#pragma omp simd\n"
        "      for (size_t i = 0; i < rows; ++i) {\n" +
        body(text, names, "        ") + "      }\n  });\n}\n";
  return result;
}
// #endregion chain_text

std::string chain_call(const ChainText& text, const std::string& function) {
  std::vector<std::string> list;
  if (is_flat(text.chain))
    list.push_back(fmt::format("{}", text.chain.rows));
  else
    list.push_back(fmt::format("{}, {}", text.chain.rows, text.chain.columns));
  for (std::size_t i = 0; i < text.inputs.size(); ++i)
    if (text.values[i].empty()) list.push_back(text.inputs[i]);
  for (const std::string& result : text.results)
    if (!result.empty()) list.push_back(result);
  return fmt::format("{}({});", function, fmt::join(list, ", "));
}

}  // namespace chapter14
