#include "dot.hpp"

#include <map>

#include <fmt/format.h>

#include "nn/core/language.hpp"
#include "nn/io/atomic_file.hpp"

#include "process.hpp"

namespace chapter14 {

const char* color_of(Role role) {
  switch (role) {
    case Role::input:
      return "#d6ecf9";
    case Role::constant:
      return "#eeeeee";
    case Role::forward:
      return "#fde7c8";
    case Role::backward:
      return "#f9d5d0";
    case Role::update:
      return "#d9ecd0";
  }
  return "#ffffff";
}

namespace {

/// In quotes, with what would end them escaped.
std::string quoted(const std::string& words) {
  std::string text = "\"";
  for (const char c : nn::in_language(words)) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

/// Two lines in quotes: "\n" is dot's own line break.
std::string quoted(const std::string& title, const std::string& note) {
  std::string above = quoted(title), below = quoted(note);
  above.pop_back();
  return above + "\\n" + below.substr(1);
}

const char* shape_of(Role role) {
  return role == Role::input      ? "box"
         : role == Role::constant ? "plaintext"
                                  : "ellipse";
}

std::string box_line(const Picture& picture, std::size_t i) {
  const Picture::Box& box = picture.boxes[i];
  return fmt::format("  n{} [label={}, shape={}, fillcolor=\"{}\"];\n", i,
                     quoted(box.title, box.note), shape_of(box.role),
                     color_of(box.role));
}

}  // namespace

// #region dot
std::string dot(const Picture& picture) {
  std::string text =
      "digraph {\n  node [style=filled, fontname=\"sans-serif\"];\n";
  std::map<std::string, std::string> frames;
  for (std::size_t i = 0; i < picture.boxes.size(); ++i)
    frames[picture.boxes[i].frame] += box_line(picture, i);
  int count = 0;
  for (const auto& [title, boxes] : frames)
    if (title.empty())
      text += boxes;
    else
      text += fmt::format("  subgraph cluster_{} {{\n  label={};\n{}  }}\n",
                          count++, quoted(title), boxes);
  for (const auto& [from, to] : picture.arrows)
    text += fmt::format("  n{} -> n{};\n", from, to);
  return text + "}\n";
}
// #endregion dot

bool write_dot(const Picture& picture, const std::filesystem::path& file) {
  nn::AtomicFile out(file);
  out.write(dot(picture));
  out.complete();
  const std::string drawn = file.string() + ".svg";
  return run_command({"dot", "-Tsvg", "-o", drawn, file.string()},
                     "/dev/null") == 0;
}

}  // namespace chapter14
