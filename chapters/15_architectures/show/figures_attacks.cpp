#include "figures_attacks.hpp"

#include "nn/core/language.hpp"
#include "nn/figures/figure.hpp"
#include "nn/training/metrics.hpp"

#include "../squares.hpp"
#include "clothes_names.hpp"

namespace chapter15 {
namespace {

/// "bag, 98 % | 包，98 %"
std::string said(const arma::fmat& p, arma::uword i,
                 const std::vector<std::string>& names) {
  const auto k = std::int32_t(arma::fvec(p.col(i)).index_max());
  const std::string name = clothes_name(names, k);
  const double sure = 100 * p(arma::uword(k), i);
  const auto bar = name.find(" | ");
  const std::string chinese =
      bar == std::string::npos ? name : name.substr(bar + 3);
  return fmt::format("{}\n{:.0f} % | {}\n{:.0f} %", nn::english(name), sure,
                     chinese, sure);
}

/// The first image of each class that the step turns into another class.
std::vector<arma::uword> first_fooled(const ClassList& classes,
                                      const ClassList& before,
                                      const ClassList& after) {
  std::vector<arma::uword> found;
  for (std::int32_t wanted = 0; wanted < 10; ++wanted)
    for (arma::uword i = 0; i < classes.size(); ++i)
      if (classes[i] == wanted && before[i] == wanted && after[i] != wanted) {
        found.push_back(i);
        break;
      }
  return found;
}

}  // namespace

void draw_over_epsilon(const std::filesystem::path& out,
                       const arma::fvec& epsilons, const arma::mat& right) {
  const arma::vec x = arma::conv_to<arma::vec>::from(epsilons);
  nn::Figure figure("Steps against the network | 针对网络的一步");
  figure.x_label("epsilon | ε").y_label("right answers in % | 答对的比例（%）");
  figure.y_range(0, 100);
  const char* names[] = {"random signs | 随机符号",
                         "from another network | 来自另一个网络",
                         "one step | 一步", "several steps | 多步"};
  for (arma::uword k = 0; k < 4; ++k)
    figure.line(x, 100 * right.col(k), names[k]);
  figure.save(out / "attacks.svg");
}

void draw_fooled(const std::filesystem::path& out, nn::Model<nn::Cpu>& net,
                 const SeenImages& images, const nn::Dataset& data,
                 float epsilon) {
  const arma::fmat changed =
      fast_gradient_sign(net, images.x, images.classes, epsilon);
  const arma::fmat before = nn::softmax(scores_of(net, images.x));
  const arma::fmat after = nn::softmax(scores_of(net, changed));
  std::vector<arma::uword> shown =
      first_fooled(images.classes, nn::predict(before), nn::predict(after));
  if (shown.size() > 6) shown.resize(6);
  std::vector<arma::mat> pictures;
  std::vector<std::string> captions;
  const auto add = [&](const arma::fvec& x, const std::string& caption) {
    pictures.push_back(picture_of(x, data.shape));
    captions.push_back(caption);
  };
  for (const arma::uword i : shown)
    add(images.x.col(i), said(before, i, data.class_names));
  for (const arma::uword i : shown)
    add(0.5f + (changed.col(i) - images.x.col(i)) / (2 * epsilon),
        "the step | 这一步");
  for (const arma::uword i : shown)
    add(changed.col(i), said(after, i, data.class_names));
  if (!shown.empty())
    nn::save_image_grid(out / "fooled.png", pictures, int(shown.size()),
                        captions);
}

}  // namespace chapter15
