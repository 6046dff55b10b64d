// Drawings of boxes and arrows: the file holds what was drawn.
#include "nn/figures/drawing.hpp"

#include "nn/core/error.hpp"
#include "nn/core/languages.hpp"

#include "unit/files.hpp"

namespace {

std::string written(const nn::Drawing& drawing) {
  const Folder folder;
  drawing.save(folder.path / "drawing.svg");
  return load(folder.path / "drawing.svg");
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(shapes_are_written_in_their_order) {
  nn::Drawing drawing(120, 80);
  drawing.rectangle({10, 20}, 30, 40, {.fill = "#d6ecf9"});
  drawing.dot({5, 6}, 2, "#222");
  drawing.text({25, 45}, "box", {15, "#0072b2", "start"});
  const std::string svg = written(drawing);
  BOOST_TEST(holds(svg, "viewBox=\"0 0 120 80\""));
  BOOST_TEST(holds(svg,
                   "<rect x=\"10\" y=\"20\" width=\"30\" height=\"40\" "
                   "fill=\"#d6ecf9\""));
  BOOST_TEST(holds(svg, "<circle cx=\"5\" cy=\"6\" r=\"2\""));
  BOOST_TEST(holds(svg, "font-size=\"15\""));
  BOOST_TEST(holds(svg, "text-anchor=\"start\""));
  BOOST_TEST(svg.find("<rect x=\"10\"") < svg.find("<circle"));
  BOOST_TEST(svg.find("<circle") < svg.find(">box</text>"));
  BOOST_TEST(svg.ends_with("</svg>\n"));
}

BOOST_AUTO_TEST_CASE(an_arrow_ends_at_its_tip) {
  nn::Drawing drawing(100, 20);
  drawing.arrow({10, 10}, {90, 10});
  const std::string svg = written(drawing);
  BOOST_TEST(holds(svg, "d=\"M10,10 L82,10\""));  // the head is 8 long
  BOOST_TEST(holds(svg, "points=\"90,10 82,13.5 82,6.5\""));
}

BOOST_AUTO_TEST_CASE(words_are_in_the_language_of_the_program) {
  nn::Drawing drawing(10, 10);
  drawing.text({0, 0}, "box | 盒");
  BOOST_TEST(holds(written(drawing), ">box</text>"));
  const Folder folder;
  nn::set_both_languages();
  drawing.save(folder.path / "box.svg");
  nn::set_both_languages(false);
  BOOST_TEST(load(folder.path / "box.svg") == written(drawing));
  BOOST_TEST(holds(load(folder.path / "box.zh.svg"), ">盒</text>"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_an_error) {
  BOOST_CHECK_THROW(nn::Drawing(1, 1).save("/no/such/folder/x.svg"),
                    nn::DataError);
}
