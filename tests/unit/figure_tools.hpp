// What the tests of figures share: folders, XML, and figures to draw.
#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <boost/test/unit_test.hpp>
#include <unistd.h>

#include "nn/core/error.hpp"
#include "nn/figures/figure.hpp"

namespace figure_tests {

namespace fs = std::filesystem;

/// A value without a place in a figure.
constexpr double gap = std::numeric_limits<double>::quiet_NaN();

inline boost::test_tools::assertion_result has_gnuplot(
    boost::unit_test::test_unit_id) {
  return nn::gnuplot_available();
}

/// Skips a test on machines without gnuplot.
inline auto needs_gnuplot() {
  return boost::unit_test::precondition(&has_gnuplot);
}

/// A temporary folder, removed at the end.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "figure-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  fs::path operator/(const std::string& name) const { return path / name; }
  /// Names of all files, sorted, separated by spaces.
  std::string listing() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(path))
      names.insert(entry.path().filename().string());
    return fmt::format("{}", fmt::join(names, " "));
  }
};

inline std::string bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A figure without the comment that tells its data.
inline std::string without_mark(std::string svg) {
  const auto begin = svg.find("<!-- drawn from");
  if (begin != svg.npos) svg.erase(begin, svg.find("</svg>") - begin);
  return svg;
}

using Tree = boost::property_tree::ptree;

inline void collect(const Tree& tree, std::string& text) {
  text += tree.data() + "\n";
  for (const auto& [name, child] : tree)
    if (name != "<xmlattr>") collect(child, text);
}

/// All text of an SVG; throws unless it is well-formed.
inline std::string text_of(const fs::path& svg) {
  std::istringstream in(bytes(svg));
  Tree tree;
  boost::property_tree::read_xml(in, tree);
  BOOST_REQUIRE(tree.count("svg") == 1);
  std::string text;
  collect(tree, text);
  return text;
}

using Pixels = std::vector<std::pair<double, double>>;

/// The points of each line in a path of M, l, h, v and z.
inline std::vector<Pixels> lines_of(const std::string& commands) {
  std::vector<Pixels> lines;
  double x = 0, y = 0;
  char command = 0;
  const auto number = [](const char*& at) {
    char* end = nullptr;
    // "1.5.5" is 1.5 and .5, which strtod knows as well.
    const double value = std::strtod(at, &end);
    BOOST_REQUIRE(end != at);
    at = end;
    return value;
  };
  for (const char* at = commands.c_str(); *at != '\0';) {
    if (*at == ' ') ++at;
    if (std::isalpha(*at)) command = *at++;
    if (command == 'z') continue;
    if (command == 'M') {
      x = number(at), y = number(at);
      lines.emplace_back();
    } else {
      x += command == 'v' ? 0 : number(at);
      y += command == 'h' ? 0 : number(at);
    }
    lines.back().emplace_back(x, y);
  }
  return lines;
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

inline double bowl(double x, double y) {
  return x * x + y * y;
}

/// Every kind of layer, each labeled with its own name.
inline std::map<std::string, nn::Figure> all_kinds() {
  const arma::vec x = {1, 2, 3, 4}, y = {2, 4, 8, 16};
  const nn::Grid grid = nn::Grid::of(bowl, 0, 5, 0, 20, 21);
  std::map<std::string, nn::Figure> kinds;
  const auto add = [&](const std::string& name) -> nn::Figure& {
    return kinds[name].x_label("across").y_label("up");
  };
  add("line").line(x, y, "line").line(y, x, "second");
  add("log").log_x().log_y().line(x, y, "log");
  add("points").points(x, y, "points");
  add("path").path(x, y, "path");
  add("histogram").histogram(y, 3, "histogram");
  add("contours").contours(grid, {1, 4, 9}).line(x, y, "contours");
  add("boundary").boundary(grid, 4, "boundary");
  add("heat_map").heat_map(grid).points(x, y, "heat_map");
  return kinds;
}

}  // namespace figure_tests
