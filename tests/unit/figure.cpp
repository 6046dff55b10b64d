// Figures as SVG: well-formed, the same bytes each time, and true.
#include <cmath>

#include "nn/core/language.hpp"
#include "nn/core/languages.hpp"
#include "nn/figures/figure_axis.hpp"
#include "nn/figures/figure_gnuplot.hpp"

#include "unit/figure_tools.hpp"

using namespace figure_tests;
using nn::Figure;
using nn::Grid;

namespace {

/// The lines of the path stroked in this color.
std::vector<Pixels> strokes(const fs::path& svg, const std::string& color) {
  const std::string text = bytes(svg);
  const auto at = text.find("stroke=\"" + color + "\"");
  const auto begin = text.rfind(" d=\"", text.find("/>", at)) + 4;
  return lines_of(text.substr(begin, text.find('"', begin) - begin));
}

}  // namespace

BOOST_AUTO_TEST_CASE(characters_are_counted_not_bytes) {
  const auto size = [](const char* text) {
    const auto [characters, pixels] = nn::gnuplot::text_size(text);
    return std::pair(characters, std::lround(pixels));
  };
  BOOST_TEST((size("") == std::pair(0.0, 0L)));
  BOOST_TEST((size("epoch") == std::pair(5.0, 35L)));
  BOOST_TEST((size("naïve β") == std::pair(7.0, 48L)));
  BOOST_TEST((size("测试准确率") == std::pair(5.0, 65L)));  // squares
  BOOST_TEST((size("第 3 轮") == std::pair(5.0, 47L)));
}

BOOST_AUTO_TEST_CASE(every_kind_is_xml_with_its_labels_and_equal_bytes,
                     *needs_gnuplot()) {
  const Folder folder;
  for (const auto& [name, figure] : all_kinds()) {
    BOOST_TEST_CONTEXT(name) {
      figure.save(folder / "a.svg");
      figure.save(folder / "b.svg");
      const std::string text = text_of(folder / "a.svg");
      for (const std::string& label :
           {name, std::string("across"), std::string("up")})
        BOOST_TEST(contains(text, label));
      BOOST_TEST(bytes(folder / "a.svg") == bytes(folder / "b.svg"));
      BOOST_TEST(contains(bytes(folder / "a.svg"), "fill=\"#ffffff\""));
    }
  }
  BOOST_TEST(folder.listing() == "a.svg b.svg");
}

BOOST_AUTO_TEST_CASE(labels_are_literal, *needs_gnuplot()) {
  const Folder folder;
  const std::string odd = "a_b ^{2} @x `id` \"q\" 'p' \\n $d %g <&> 训练";
  Figure(odd + " title")
      .x_label(odd + " x")
      .y_label(odd + "\ny")
      .line({1, 2}, {1, 2}, odd + " line")
      .points({1}, {1}, odd + " points")
      .save(folder / "odd.svg");
  nn::save_confusion_matrix(folder / "names.svg", {{1, 2}, {0, 4}},
                            {odd, "b_2"});
  const std::string text = text_of(folder / "odd.svg");
  for (const char* end : {" title", " x", " y", " line", " points"})
    BOOST_TEST(contains(text, odd + end), end);
  BOOST_TEST(contains(text_of(folder / "names.svg"), odd));
}

BOOST_AUTO_TEST_CASE(values_without_a_place_become_gaps, *needs_gnuplot()) {
  const Folder folder;
  const auto pieces = [&](Figure figure) {
    figure.save(folder / "gap.svg");
    return strokes(folder / "gap.svg", "#0072b2").size();
  };
  const arma::vec x = arma::regspace(1, 7);
  const double inf = arma::datum::inf;
  BOOST_TEST(pieces(Figure().line(x, x)) == 1);
  BOOST_TEST(pieces(Figure().line(x, {1, 2, gap, gap, 3, 4, 5})) == 2);
  BOOST_TEST(pieces(Figure().line({1, 2, inf, 4, 5, 6, 7}, x)) == 2);
  BOOST_TEST(pieces(Figure().line(x, {1, 2, 0, 4, 5, -6, 7})) == 1);
  BOOST_TEST(pieces(Figure().log_y().line(x, {1, 2, 0, 4, 5, -6, -7})) == 2);
}

BOOST_AUTO_TEST_CASE(data_without_extent_still_make_a_figure,
                     *needs_gnuplot()) {
  const Folder folder;
  const arma::vec none = {gap, gap}, one = {3}, far = {1e308, -1e308};
  const Grid flat = Grid::of([](double, double) { return 3; }, 0, 1, 0, 1, 5);
  const Grid hole = Grid::of([](double, double) { return gap; }, 0, 1, 0, 1, 5);
  for (const Figure& figure :
       {Figure(), Figure().line(none, none).points(none, none),
        Figure().path(none, none).histogram(none, 3), Figure().path(one, one),
        Figure().line(far, far), Figure().log_y().log_x().line(-one, one),
        Figure().heat_map(flat).contours(flat, {3}).boundary(flat, 9),
        Figure().heat_map(hole).contours(hole, {3}).boundary(hole, 9)}) {
    figure.save(folder / "a.svg");
    BOOST_TEST(folder.listing() == "a.svg");
    BOOST_TEST(contains(bytes(folder / "a.svg"), "<path"));
    text_of(folder / "a.svg");  // is well-formed
    fs::remove(folder / "a.svg");
  }
}

BOOST_AUTO_TEST_CASE(a_contour_of_a_circle_is_a_circle, *needs_gnuplot()) {
  const Folder folder;
  // x runs twice as far as y: only equal axes make it round.
  Figure()
      .equal_axes()
      .boundary(Grid::of(bowl, -4, 4, -2, 2), 1)
      .save(folder / "circle.svg");
  const auto lines = strokes(folder / "circle.svg", "#1a1a1a");
  std::vector<double> x, y;
  for (const auto& [left, top] : lines.at(0))
    x.push_back(left), y.push_back(top);
  BOOST_REQUIRE(x.size() > 20);
  const arma::vec us(x), vs(y);
  const double radius = (us.max() - us.min()) / 2;
  BOOST_TEST(radius > 40);
  // One pixel for the straight pieces between grid lines (100 on 8 units).
  const arma::vec r = arma::sqrt(arma::square(us - (us.max() + us.min()) / 2) +
                                 arma::square(vs - (vs.max() + vs.min()) / 2));
  BOOST_TEST(r.max() - r.min() < 1);
}

BOOST_AUTO_TEST_CASE(a_confusion_matrix_shows_counts_and_names,
                     *needs_gnuplot()) {
  const Folder folder;
  nn::save_confusion_matrix(folder / "c.svg", {{91, 7}, {0, 82}},
                            {"cat", "Ankle boot"}, "guess 预测", "truth");
  const std::string text = text_of(folder / "c.svg");
  for (const char* word :
       {"91", "7", "82", "cat", "Ankle boot", "guess 预测", "truth"})
    BOOST_TEST(contains(text, word), word);
  BOOST_TEST(!contains(text, "\n0\n"));
  // The off-diagonal count 7 is in the first row's second column: above 82.
  const std::string svg = bytes(folder / "c.svg");
  const auto place = [&](const std::string& number) {
    const auto at = svg.rfind(" x=\"", svg.find(">" + number + "<"));
    double x = 0, y = 0;
    BOOST_REQUIRE(std::sscanf(&svg[at], " x=\"%lf\" y=\"%lf", &x, &y) == 2);
    return std::pair(x, y);
  };
  BOOST_TEST(place("91").second == place("7").second);
  BOOST_TEST(place("82").first == place("7").first);
  BOOST_TEST(place("91").first < place("7").first);
  BOOST_TEST(place("7").second < place("82").second);
  // Its cells are squares; gnuplot writes tenths of a pixel.
  BOOST_TEST(std::abs((place("7").first - place("91").first) -
                      (place("82").second - place("7").second)) < 0.2);
}

BOOST_AUTO_TEST_CASE(bins_hold_every_value_once) {
  const nn::Bins bins = nn::count_in_bins({0, 0.5, 1, 1.5, 2, gap}, 2, false);
  BOOST_TEST(arma::approx_equal(bins.edges, arma::vec{0, 1, 2}, "absdiff", 0));
  BOOST_TEST(bins.counts(0) == 2);
  BOOST_TEST(bins.counts(1) == 3);  // 1 opens it, 2 closes it
  const nn::Bins log = nn::count_in_bins({1, 5, 50, 100, -3, 0}, 2, true);
  BOOST_TEST(std::abs(log.edges(1) - 10) < 1e-12);
  BOOST_TEST(log.counts(0) == 2);
  BOOST_TEST(log.counts(1) == 2);
}

BOOST_AUTO_TEST_CASE(a_grid_is_evaluated_where_its_comment_says) {
  const Grid grid =
      Grid::of([](double x, double y) { return 10 * x + y; }, 0, 2, 5, 9, 3);
  BOOST_TEST(grid.z(0, 0) == 5);
  BOOST_TEST(grid.z(0, 2) == 25);
  BOOST_TEST(grid.z(2, 1) == 19);
}

BOOST_AUTO_TEST_CASE(labels_in_two_languages, *needs_gnuplot()) {
  const Folder folder;
  const auto draw = [&](nn::Language language, const std::string& name) {
    nn::set_language(language);
    Figure("Loss | 损失")
        .x_label("epoch | 轮次")
        .y_label("w1")
        .line({1, 2}, {1, 2}, "training | 训练")
        .save(folder / (name + ".svg"));
    nn::save_confusion_matrix(folder / (name + "-names.svg"), {{1, 2}, {0, 4}},
                              {"cat | 猫", "b"});
    nn::set_language(nn::Language::english);
    return text_of(folder / (name + ".svg")) +
           text_of(folder / (name + "-names.svg"));
  };
  const std::string en = draw(nn::Language::english, "en");
  const std::string zh = draw(nn::Language::chinese, "zh");
  for (const char* word : {"Loss", "epoch", "training", "cat", "predicted"})
    BOOST_TEST((contains(en, word) && !contains(zh, word)), word);
  for (const char* word : {"损失", "轮次", "训练", "猫", "预测"})
    BOOST_TEST((contains(zh, word) && !contains(en, word)), word);
  BOOST_TEST((contains(en, "w1") && contains(zh, "w1")));
}

// `--lang both` draws what two runs would draw.
BOOST_AUTO_TEST_CASE(both_languages_at_once, *needs_gnuplot()) {
  const Folder folder;
  const auto draw = [&](const std::string& name) {
    Figure("Loss | 损失").line({1, 2}, {1, 2}, "one | 一").save(folder / name);
    return text_of(folder / name);
  };
  const std::string english = draw("one.svg");
  nn::set_language(nn::Language::chinese);
  const std::string chinese = draw("other.svg");
  nn::set_language(nn::Language::english);
  nn::set_both_languages();
  BOOST_TEST(draw("both.svg") == english);
  nn::set_both_languages(false);
  BOOST_TEST(text_of(folder / "both.zh.svg") == chinese);
  BOOST_TEST(draw("again.svg") == english);
}
