#include "steps_small.hpp"

#include "nn/core/print.hpp"

#include "count.hpp"
#include "receptive.hpp"
#include "show/draw_network.hpp"
#include "small_images.hpp"
#include "style_trials.hpp"

namespace chapter15 {
namespace {

void draw_styles(const std::filesystem::path& out) {
  constexpr std::array<const char*, 3> titles = {"plain | 普通", "Inception",
                                                 "residual | 残差"};
  std::vector<Titled> pictures;
  for (const Style style : all_styles) {
    Outline net({1, 14, 14});
    add_small_network(net, style);
    pictures.push_back({titles[pictures.size()], boxes_of(net)});
  }
  draw_networks({pictures[0], pictures[2]}, out / "plain_and_residual.svg");
  draw_networks({pictures[1]}, out / "inception_like.svg");
}

}  // namespace

void three_styles_one_budget(const nn::Options& options) {
  StylePlan plan;
  plan.fitting.seed = options.seed;
  if (options.smoke) plan.samples = 64, plan.fitting.epochs = 1;
  const nn::Dataset train = halved(clothes().train, plan.samples);
  nn::heading("Three styles, one budget");
  fmt::print(
      "             layers with               multiply-   loss in epoch {} of "
      "{} images\n"
      "             weights      parameters        adds\n",
      plan.fitting.epochs, plan.samples);
  for (const Style style : all_styles) {
    const StyleTrial trial = try_style(style, train, plan.fitting);
    fmt::print("  {:10} {:11} {:14} {:11} {:10.3f}\n", name_of(style),
               trial.depth, trial.cost.parameters, trial.cost.multiply_adds,
               trial.loss);
  }
  draw_styles(options.out);
}

}  // namespace chapter15
