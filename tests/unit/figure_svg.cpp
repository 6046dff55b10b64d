// gnuplot's SVG made small: the same picture in fewer bytes.
#include "nn/figures/figure_svg.hpp"

#include "nn/figures/figure_path.hpp"
#include "nn/figures/figure_svg_reader.hpp"

#include "unit/figure_tools.hpp"

using namespace figure_tests;
using nn::svg::Line;
using nn::svg::Point;

namespace {

/// What gnuplot writes around its elements.
std::string drawing(const std::string& elements) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n"
         "<svg width=\"90\" height=\"60\" viewBox=\"0 0 90 60\">\n"
         "<desc>Produced by GNUPLOT</desc>\n"
         "<rect x=\"0\" y=\"0\" width=\"90\" height=\"60\" fill=\"#ffffff\"/>\n"
         "<defs><circle id='gpPt5' cx='0' cy='0' r='1'/>\n"
         "<use xlink:href='#gpPt5' id='gpPt6' fill='currentColor'/>\n"
         "<rect id='gpPt3' x='-1' y='-1' width='2' height='2'/></defs>\n" +
         elements + "</svg>\n";
}

std::string path(const std::string& color, const std::string& commands) {
  return "<g fill=\"none\" color=\"black\" stroke=\"currentColor\" "
         "stroke-width=\"1.00\" stroke-linecap=\"butt\">\n<path stroke='" +
         color + "' d='" + commands + "'/></g>\n";
}

std::string mark(const std::string& kind, const std::string& place) {
  return "<use xlink:href='#gpPt" + kind + "' transform='translate(" + place +
         ") scale(4.50)' color='rgb(  0, 114, 178)'/>\n";
}

double distance(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) /
                   std::max(dx * dx + dy * dy, 1e-12);
  const double s = std::clamp(t, 0.0, 1.0);
  return std::hypot(p.x - a.x - s * dx, p.y - a.y - s * dy);
}

double distance(Point p, const Pixels& line) {
  double least = 1e9;
  for (size_t i = 1; i < line.size(); ++i)
    least = std::min(least, distance(p, {line[i - 1].first, line[i - 1].second},
                                     {line[i].first, line[i].second}));
  return least;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_thinned_line_stays_where_it_was) {
  Line wave;
  std::string commands;
  for (int i = 0; i <= 2000; ++i) {
    const Point p{i * 0.3, 100 + 40 * std::sin(i * 0.02) + (i % 7) * 0.01};
    wave.points.push_back(p);
  }
  const Line thin = nn::svg::simplified(wave, 0.1);
  BOOST_TEST(thin.points.size() < 300);
  const auto lines = lines_of(nn::svg::write_lines({thin}));
  BOOST_REQUIRE(lines.size() == 1);
  // 0.1 by thinning, 0.05 * sqrt(2) by rounding to tenths.
  for (const Point& p : wave.points)
    BOOST_TEST(distance(p, lines[0]) < 0.18);
}

BOOST_AUTO_TEST_CASE(paths_are_short_and_gaps_stay) {
  const auto lines = nn::svg::read_lines(
      "M10.00,20.00 L10.51,20.00 L10.51,19.70 L11.00,20.00\n\tM50.00,50.00 "
      "M1.00,2.00 L2.25,2.50 L1.00,2.00 Z ");
  BOOST_TEST(nn::svg::write_lines(lines) ==
             "M10 20h.5v-.3l.5.3M1 2l1.3.5-1.3-.5z");
  BOOST_TEST(nn::svg::tenths(-0.04) == "0");
  BOOST_TEST(nn::svg::tenths(-12.96) == "-13");
}

BOOST_AUTO_TEST_CASE(equal_styles_are_joined_unless_something_is_between) {
  const std::string red = "rgb(255,   0,   0)", blue = "rgb(  0,   0, 255)";
  const std::string apart = nn::svg::lean(drawing(path(red, "M0,0 L5,5") +
                                                  path(blue, "M20,20 L25,25") +
                                                  path(red, "M40,40 L45,45")));
  BOOST_TEST(
      contains(apart, "<path stroke=\"#ff0000\" d=\"M0 0l5 5M40 40l5 5"));
  // The second red line is above the blue one and must stay there.
  const std::string above =
      nn::svg::lean(drawing(path(red, "M0,0 L5,5") + path(blue, "M0,9 L9,0") +
                            path(red, "M1,1 L8,8")));
  BOOST_TEST(above.find("M1 1l7 7") > above.find("M0 9l9-9"));
  BOOST_TEST(above.find("M0 9l9-9") > above.find("M0 0l5 5"));
}

BOOST_AUTO_TEST_CASE(points_are_defined_once) {
  const std::string svg = nn::svg::lean(
      drawing(mark("6", "10.00,20.00") + mark("5", "10.00,20.00") +
              mark("6", "30.04,20.00") + mark("5", "30.04,20.00")));
  BOOST_TEST(contains(svg,
                      "<use href=\"#m1\" x=\"10\" y=\"20\"/>\n"
                      "<use href=\"#m1\" x=\"30\" y=\"20\"/>"));
  BOOST_TEST(contains(svg, "id=\"gpPt5\""));  // gpPt6 is made of it
  BOOST_TEST(!contains(svg, "id=\"gpPt3\""));
}

BOOST_AUTO_TEST_CASE(words_keep_their_size_but_not_their_font) {
  const std::string svg = nn::svg::lean(
      drawing("<g transform=\"translate(10.00,20.00)\" fill=\"black\" "
              "font-family=\"Sans\" font-size=\"13.00\" "
              "text-anchor=\"middle\">\n<text>"
              "<tspan font-family=\"Sans\">axis </tspan>"
              "<tspan font-family=\"Sans\" font-size=\"9.5px\">small</tspan>"
              "</text>\n</g>\n"));
  BOOST_TEST(contains(svg, ">axis <tspan font-size=\"9.5\">small</tspan><"),
             svg);
}

BOOST_AUTO_TEST_CASE(what_is_never_closed_reaches_to_the_end) {
  nn::svg::Reader reader("<text>a<b>");
  nn::svg::Tag tag;
  BOOST_TEST_REQUIRE(reader.next(tag));
  BOOST_TEST(reader.content("text") == "a<b>");
  BOOST_TEST(reader.rest() == "");
  BOOST_TEST(!reader.next(tag));
}

BOOST_AUTO_TEST_CASE(what_is_unknown_stays_as_it_is) {
  const std::string ellipse = drawing("<ellipse rx='1' ry='2'/>\n");
  BOOST_TEST(nn::svg::lean(ellipse) == ellipse);
  const std::string clip =
      drawing("<g clip-path='url(#c)'>" + path("black", "M0,0 L1,1") + "</g>");
  BOOST_TEST(nn::svg::lean(clip) == clip);
  BOOST_TEST(nn::svg::lean("no SVG at all") == "no SVG at all");
}

BOOST_AUTO_TEST_CASE(nothing_that_gnuplot_draws_is_unknown, *needs_gnuplot()) {
  const Folder folder;
  for (const auto& [name, figure] : all_kinds()) {
    figure.save(folder / "a.svg");
    BOOST_TEST(!contains(bytes(folder / "a.svg"), "gnuplot_canvas"), name);
  }
}
