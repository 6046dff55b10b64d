#include "nn/figures/figure_svg.hpp"

#include <set>

#include <fmt/format.h>

#include "nn/figures/figure_svg_elements.hpp"

namespace nn::svg {
namespace {

/// Neighbors of the same kind and style.
using Group = std::vector<Element>;

bool overlap(const Element& element, const Group& group) {
  for (const Element& other : group)
    if (overlap(element.box, other.box)) return true;
  return false;
}

/// An element joins the last group of its style, unless it would then end up
/// below an overlapping element in between.
std::vector<Group> grouped(const std::vector<Element>& elements) {
  std::vector<Group> groups;
  for (const Element& element : elements) {
    auto group = groups.rbegin();
    while (group != groups.rend()) {
      const Element& first = group->front();
      if (first.name == element.name && first.style == element.style) break;
      if (overlap(element, *group)) group = groups.rend() - 1;
      ++group;
    }
    if (group == groups.rend())
      groups.push_back({element});
    else
      group->push_back(element);
  }
  return groups;
}

class Writer {
 public:
  explicit Writer(const Picture& picture) : picture_(picture) {
    for (const Group& group : grouped(picture.elements))
      group.front().name == "path" ? write_path(group) : write(group);
  }
  std::string text() const;

 private:
  void write_path(const Group& group);
  void write(const Group& group);
  void write(const Element& element, const Attributes& style);
  std::string mark(const std::string& content);
  void define(const std::string& id);

  const Picture& picture_;
  std::string body_, definitions_;
  Attributes marks_;  // content, id
  std::set<std::string> defined_;
};

/// One path for the whole group: nothing is drawn in between.
void Writer::write_path(const Group& group) {
  std::vector<Line> lines;
  for (const Element& path : group)
    lines.insert(lines.end(), path.lines.begin(), path.lines.end());
  const std::string commands = write_lines(lines);
  if (commands.empty()) return;
  body_ += fmt::format("<path{} d=\"{}\"/>\n", written(group.front().style),
                       commands);
}

void Writer::write(const Group& group) {
  const Attributes& style = group.front().style;
  if (group.size() == 1 || style.empty()) {
    for (const Element& element : group)
      write(element, style);
    return;
  }
  body_ += fmt::format("<g{}>\n", written(style));
  for (const Element& element : group)
    write(element, {});
  body_ += "</g>\n";
}

void Writer::write(const Element& element, const Attributes& style) {
  body_ += "<" + element.name + written(style);
  if (element.name == "use")
    body_ += " href=\"#" + mark(element.content) + "\"";
  body_ += written(element.own);
  if (element.name == "text")
    body_ += ">" + element.content + "</text>\n";
  else
    body_ += "/>\n";
}

/// The id of a group with these marks.
std::string Writer::mark(const std::string& content) {
  std::string& id = marks_[content];
  if (!id.empty()) return id;
  id = fmt::format("m{}", marks_.size());
  for (const auto& [name, element] : picture_.definitions)
    if (content.find("#" + name + "\"") != content.npos) define(name);
  definitions_ += fmt::format("<g id=\"{}\">{}</g>\n", id, content);
  return id;
}

/// Writes gnuplot's own mark, and those that it consists of.
void Writer::define(const std::string& id) {
  if (!defined_.insert(id).second) return;
  const std::string& element = picture_.definitions.at(id);
  for (const auto& [other, unused] : picture_.definitions)
    if (element.find("href=\"#" + other + "\"") != element.npos) define(other);
  definitions_ += element + "\n";
}

std::string Writer::text() const {
  std::string all = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
      "viewBox=\"0 0 {0} {1}\">\n",
      picture_.width, picture_.height);
  if (body_.find("<polygon") != body_.npos)
    all += "<style>polygon{shape-rendering:crispEdges}</style>\n";
  if (!definitions_.empty()) all += "<defs>\n" + definitions_ + "</defs>\n";
  all += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                     picture_.width, picture_.height, picture_.background);
  all += "<g fill=\"none\"";
  if (!picture_.font_family.empty())
    all += fmt::format(" font-family=\"{}\"", picture_.font_family);
  return all + ">\n" + body_ + "</g>\n</svg>\n";
}

}  // namespace

std::string lean(const std::string& svg) {
  const auto picture = read(svg);
  return picture ? Writer(*picture).text() : svg;
}

}  // namespace nn::svg
