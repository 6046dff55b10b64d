#include "figures_seeing.hpp"

#include <algorithm>

#include "nn/figures/figure.hpp"

#include "clothes_names.hpp"

namespace chapter15 {
namespace {

/// From 0 (black) to the largest (white).
arma::mat in_grays(const arma::mat& map) {
  return map / std::max(map.max(), 1e-12);
}

/// A row of the grid: the image and its maps.
struct MapGrid {
  std::vector<arma::mat> images;
  std::vector<std::string> captions;

  void add(Maps& maps, const arma::fvec& x, std::int32_t of_class,
           const nn::Shape& shape, const std::string& name) {
    images.push_back(picture_of(x, shape));
    captions.push_back(name);
    for (const MapKind kind : map_kinds) {
      const arma::fvec map = maps.of(kind, x, {of_class});
      images.push_back(in_grays(picture_of(map, shape)));
      captions.push_back(title_of(kind));
    }
  }
};

nn::Figure curves_figure(const std::string& title, const Deletions& deletions) {
  const arma::vec share = arma::linspace(0, 100, deletions.mean.n_rows);
  nn::Figure figure(title);
  figure.size(460, 380);
  figure.x_label("pixels taken away, in % | 去掉的像素（%）")
      .y_label("probability of the class | 该类别的概率")
      .y_range(0, 1);
  for (arma::uword k = 0; k < kinds; ++k)
    figure.line(share, deletions.mean.col(k), title_of(map_kinds[k]));
  figure.line(share, deletions.mean.col(kinds), "random order | 随机次序");
  return figure;
}

}  // namespace

void draw_maps_of_clothes(const std::filesystem::path& out,
                          const SeenNetwork& seen) {
  const SeenImages known = known_images(seen, 100);
  Maps maps(*seen.trained, seen.patch());
  MapGrid grid;
  for (const std::int32_t wanted : {0, 3, 5, 8, 9}) {
    const auto found =
        std::find(known.classes.begin(), known.classes.end(), wanted);
    if (found == known.classes.end()) continue;
    const auto i = arma::uword(found - known.classes.begin());
    grid.add(maps, known.x.col(i), wanted, seen.trained->input_shape(),
             clothes_name(seen.class_names, wanted));
  }
  if (grid.images.empty()) return;
  nn::save_image_grid(out / "maps.png", grid.images, int(kinds) + 1,
                      grid.captions);
}

void draw_marked_images(const std::filesystem::path& out,
                        nn::Model<nn::Cpu>& net, const MarkedImages& images) {
  Maps maps(net, patch_for_marks());
  const char* names[] = {"+", "x", "diamond | 菱形"};
  MapGrid grid;
  for (std::int32_t wanted = 0; wanted < 3; ++wanted) {
    const auto found =
        std::find(images.classes.begin(), images.classes.end(), wanted);
    if (found == images.classes.end()) continue;
    const auto i = arma::uword(found - images.classes.begin());
    grid.add(maps, images.x.col(i), wanted, MarkedImages::shape, names[wanted]);
  }
  nn::save_image_grid(out / "marks.png", grid.images, int(kinds) + 1,
                      grid.captions);
}

void draw_deletions(const std::filesystem::path& out, const Deletions& gray,
                    const Deletions& black) {
  nn::save_row(out / "deletion.svg",
               {curves_figure("Pixels become gray | 像素变灰", gray),
                curves_figure("Pixels become black | 像素变黑", black)});
}

}  // namespace chapter15
