// Figures without gnuplot, with a broken one, and what is refused.
#include "nn/figures/figure_svg.hpp"

#include "unit/figure_tools.hpp"

using namespace figure_tests;
using nn::Figure;
using nn::Grid;

namespace {

/// Changes PATH for as long as it lives.
struct Path {
  std::string before = std::getenv("PATH");
  explicit Path(const std::string& path) { setenv("PATH", path.c_str(), 1); }
  ~Path() { setenv("PATH", before.c_str(), 1); }
};

/// What was written to stderr by `action`.
std::string complaint(const Folder& folder,
                      const std::function<void()>& action) {
  const fs::path log = folder.path.string() + ".log";
  std::fflush(stderr);
  const int before = dup(2);
  std::FILE* file = std::fopen(log.c_str(), "w");
  dup2(fileno(file), 2);
  action();
  std::fflush(stderr);
  dup2(before, 2);
  close(before);
  std::fclose(file);
  const std::string text = bytes(log);
  fs::remove(log);
  return text;
}

template <class Kind>
void refuses(const std::function<void()>& action,
             const std::vector<std::string>& words) {
  BOOST_CHECK_EXCEPTION(action(), Kind, [&](const Kind& error) {
    const std::string what = error.what();
    for (const std::string& word : words)
      BOOST_TEST(contains(what, word), what);
    return !contains(what, "\n");
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_gnuplot_the_script_is_kept_and_draws_later) {
  const Folder folder;
  const bool available = nn::gnuplot_available();
  std::vector<std::string> files;
  std::string said;
  for (const auto& [name, figure] : all_kinds())
    files.push_back(name + ".svg");
  {
    const Path empty(folder.path.string());
    BOOST_TEST(!nn::gnuplot_available());
    for (const auto& [name, figure] : all_kinds())
      said = complaint(folder, [&, &f = figure, &n = name] {
        f.save(folder / (n + ".svg"));
      });
    files.push_back("g.png");
    complaint(folder, [&] {
      nn::save_image_grid(folder / "g.png", {arma::mat(4, 4)}, 1, {"x"});
    });
  }
  BOOST_TEST(std::count(said.begin(), said.end(), '\n') == 1);
  BOOST_TEST(contains(said, "points.svg.gp"));
  BOOST_TEST(contains(said, "gnuplot-nox"));
  for (const std::string& file : files) {
    BOOST_TEST(!fs::exists(folder / file));
    BOOST_TEST(fs::exists(folder / (file + ".gp")));
  }
  if (!available) return;
  for (const auto& [name, figure] : all_kinds()) {
    const fs::path file = folder / (name + ".svg");
    // From another folder: the script finds its place by its own name.
    ::setenv("SCRIPT", (file.string() + ".gp").c_str(), 1);
    BOOST_TEST(std::system("cd / && gnuplot \"$SCRIPT\" >/dev/null 2>&1") == 0);
    const std::string later = bytes(file);
    BOOST_TEST(contains(later, "</svg>"));
    figure.save(file);
    BOOST_TEST(without_mark(bytes(file)) == nn::svg::lean(later), name);
    BOOST_TEST(!fs::exists(folder / (name + ".svg.gp")));
  }
}

BOOST_AUTO_TEST_CASE(the_mark_tells_other_data, *needs_gnuplot()) {
  const Folder folder;
  const auto mark = [&](double y, const char* title) {
    Figure(title).line({0, 1}, {0, y}).save(folder / "f.svg");
    const std::string svg = bytes(folder / "f.svg");
    return svg.substr(svg.find("<!-- drawn from"));
  };
  const std::string one = mark(1, "a");
  BOOST_TEST(one.size() == 44);  // with the closing tag
  BOOST_TEST(mark(1, "a") == one);
  BOOST_TEST(mark(std::nextafter(1, 2), "a") == one);  // nobody sees that
  BOOST_TEST(mark(1.00001, "a") != one);
  BOOST_TEST(mark(1, "b") != one);
  const auto comment = [&](double pixel) {
    nn::save_image_grid(folder / "g.png", {arma::mat(4, 4).fill(pixel)}, 1,
                        {"x"});
    const std::string png = bytes(folder / "g.png");
    return png.substr(std::min(png.size(), png.find("tEXtComment")));
  };
  BOOST_TEST(comment(0.5).substr(12, 11) == "drawn from ");
  BOOST_TEST(comment(0.5) == comment(0.5));
  BOOST_TEST(comment(0.5) != comment(0.6));
}

BOOST_AUTO_TEST_CASE(a_gnuplot_that_dies_leaves_no_half_figure) {
  // More data than a pipe holds, so that writing meets the closed end.
  const Figure big =
      Figure().line(arma::linspace(0, 1, 50000), arma::linspace(0, 1, 50000));
  const char* failures[] = {
      "exit 0\n",  // reads nothing
      "kill -9 $$\n",
      // Writes half a figure and claims success: a full disk looks like this.
      "while read -r line; do case $line in \"set output '\"*)\n"
      "eval \"file=${line#set output }\"; echo '<svg>' >\"$file\";; esac; "
      "done\n"};
  for (const char* failure : failures) {
    const Folder folder, bin;
    std::ofstream(bin / "gnuplot") << "#!/bin/sh\n" << failure;
    fs::permissions(bin / "gnuplot", fs::perms::owner_all);
    const Path fake(bin.path.string());
    const std::string said =
        complaint(folder, [&] { big.save(folder / "a.svg"); });
    BOOST_TEST(contains(said, "gnuplot failed"));
    BOOST_TEST(folder.listing() == "a.svg.gp");
  }
}

BOOST_AUTO_TEST_CASE(wrong_sizes_name_both) {
  const arma::vec three(3), four(4), none;
  refuses<nn::Error>([&] { Figure().line(three, four, "q"); }, {"3", "4", "q"});
  refuses<nn::Error>([&] { Figure().points(four, three); }, {"3", "4"});
  refuses<nn::Error>([&] { Figure().path(none, none); }, {"0"});
  refuses<nn::Error>([&] { Figure().histogram(none, 5); }, {"0", "5"});
  refuses<nn::Error>([&] { Figure().histogram(four, 0); }, {"4", "0"});
  refuses<nn::Error>([&] { Figure().x_range(2, 1); }, {"2", "1", "x_range"});
  refuses<nn::Error>([&] { Figure().color_range(2, 1); }, {"color_range"});
  refuses<nn::Error>([&] { Figure().y_range(0, gap); }, {"nan", "y_range"});
  refuses<nn::Error>([&] { Figure().size(3, 400); }, {"3 x 400"});
  refuses<nn::Error>([&] { Grid::of(bowl, 0, 1, 0, 1, 1); }, {"1 x 1"});
  refuses<nn::Error>([&] { Figure().contours(Grid::of(bowl, 0, 1, 0, 1), {}); },
                     {"level"});
  refuses<nn::Error>(
      [&] {
        nn::save_confusion_matrix("c.svg", {{1, 2, 3}}, {"a"});
      },
      {"1 x 3", "1 class", "c.svg"});
  const arma::mat small(2, 2), large(3, 5);
  refuses<nn::Error>(
      [&] {
        nn::save_image_grid("g.png", {small, large}, 2);
      },
      {"3 x 5", "2 x 2", "g.png"});
  refuses<nn::Error>(
      [&] {
        nn::save_image_grid("g.png", {small}, 1, {"", ""});
      },
      {"2 captions", "1 images"});
  refuses<nn::Error>([&] { nn::save_image_grid("g.png", {}, 1); },
                     {"0 images"});
  refuses<nn::Error>([&] { nn::save_image_grid("g.svg", {small}, 1); },
                     {"g.svg", ".png"});
}

BOOST_AUTO_TEST_CASE(wrong_places_and_axes_are_named) {
  const Folder folder;
  const Figure figure = Figure().line({1, 2}, {1, 2});
  const std::string missing = (folder / "missing").string();
  refuses<nn::DataError>([&] { figure.save(missing + "/a.svg"); }, {missing});
  refuses<nn::Error>([&] { figure.save(folder / "a.pdf"); },
                     {"a.pdf", ".svg", ".png"});
  refuses<nn::Error>([&] { nn::save_row(folder / "a.svg", {}); }, {"save_row"});
  refuses<nn::Error>(
      [&] { Figure(figure).log_x().x_range(-1, 1).save(folder / "a.svg"); },
      {"x_range", "-1"});
  refuses<nn::Error>(
      [&] {
        Figure()
            .log_y()
            .heat_map(Grid::of(bowl, 1, 2, 1, 2))
            .save(folder / "a.svg");
      },
      {"log_y"});
  BOOST_TEST(folder.listing() == "");
  if (!nn::gnuplot_available()) return;
  fs::create_directory(folder / "a.svg");
  refuses<nn::DataError>([&] { figure.save(folder / "a.svg"); }, {"a.svg"});
  BOOST_TEST(folder.listing() == "a.svg");
}
