#include "figures_race.hpp"

namespace chapter06 {

nn::Figure View::map(const std::string& heading) const {
  nn::Figure figure(heading);
  figure.size(345, 370).x_label("x").y_label("y");
  figure.x_range(x_low, x_high).y_range(y_low, y_high);
  figure.contours(nn::Grid::of(
                      [&](double x, double y) {
                        return surface.f(arma::vec{x, y});
                      },
                      x_low, x_high, y_low, y_high, 121),
                  levels);
  return figure;
}

std::vector<View> all_views() {
  const std::vector<double> even{0.05, 0.2, 0.5, 1, 2, 4, 7, 11};
  return {
      {valley(), "race_valley.svg", "Valley | 山谷", -8, 8, -5, 5, even, 60},
      {turned_valley(), "race_turned.svg", "Valley turned | 转过的山谷", -8, 8,
       -8, 8, even, 60},
      {rosenbrock(),
       "race_rosenbrock.svg",
       "Rosenbrock",
       -2,
       2,
       -1,
       3,
       {0.1, 1, 4, 20, 80, 250, 700},
       200},
      {saddle(),
       "race_saddle.svg",
       "Saddle | 鞍点",
       -2,
       2,
       -2,
       2,
       {0.03, 0.1, 0.2, 0.25, 0.4, 0.8, 1.5, 2.5},
       60}};
}

namespace {

/// The path of one optimizer on the map.
void draw_path(nn::Figure& figure, const Run& run, Method method) {
  figure.path(run.path.row(0).t(), run.path.row(1).t(), name_of(method));
}

/// "title: words" in both languages.
std::string titled(const std::string& title, const std::string& words,
                   const std::string& chinese) {
  const auto middle = title.find(" | ");
  if (middle == title.npos)
    return fmt::format("{}: {} | {}：{}", title, words, title, chinese);
  return fmt::format("{}: {} | {}：{}", title.substr(0, middle), words,
                     title.substr(middle + 3), chinese);
}

/// Skips n colors, so an optimizer has the same one in all pictures, by adding
/// unnamed lines far outside.
void skip_colors(nn::Figure& figure, int n) {
  for (int i = 0; i < n; ++i)
    figure.line(arma::vec{1e3}, arma::vec{1e3});
}

}  // namespace

void draw_race(const View& view, const std::vector<Best>& results,
               const std::filesystem::path& out) {
  nn::Figure plain =
      view.map(titled(view.title, "one rate for all", "同一学习率"));
  nn::Figure scaled =
      view.map(titled(view.title, "a rate for each", "各有学习率"));
  skip_colors(scaled, 3);
  nn::Figure heights("Height, best rates | 高度（最佳学习率）");
  heights.size(690, 330).x_label("step | 步").y_label("f(x, y)").log_y();
  heights.y_range(1e-6, 1e2);
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].steps < 0) continue;  // only in a smoke run
    const Run run =
        descend(view.surface, results[i].method, results[i].rate, view.steps);
    draw_path(i < 3 ? plain : scaled, run, results[i].method);
    heights.line(arma::regspace(0, double(run.height.n_elem) - 1), run.height,
                 in_legend(results[i].method));
  }
  nn::save_rows(out / view.file, {{plain, scaled}, {heights}});
}

void draw_book_valley(const std::filesystem::path& out) {
  const View view{valley(), "", "", -10,
                  10,       -5, 5,  {0.05, 0.2, 0.5, 1, 2, 4, 8, 16, 25},
                  30};
  nn::Figure first = view.map("SGD 0.95, Momentum 0.1");
  nn::Figure second = view.map("AdaGrad 1.5, Adam 0.3");
  first.size(345, 340);
  second.size(345, 340);
  draw_path(first, descend(valley(), Method::sgd, 0.95, 30), Method::sgd);
  draw_path(first, descend(valley(), Method::momentum, 0.1, 30),
            Method::momentum);
  draw_path(second, descend(valley(), Method::adagrad, 1.5, 30),
            Method::adagrad);
  draw_path(second, descend(valley(), Method::adam, 0.3, 30), Method::adam);
  nn::save_row(out / "valley_book.svg", {first, second});
}

}  // namespace chapter06
