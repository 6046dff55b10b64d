#include <fstream>

#include <fmt/format.h>

#include "comparisons.hpp"
#include "ladder.hpp"
#include "longer.hpp"

namespace chapter09 {
namespace {

/// The curves of docs/measured/NAME.txt.
std::vector<ErrorCurve> recorded(const std::string& name,
                                 const std::string& x_name) {
  const std::filesystem::path file =
      std::filesystem::path(NN_SOURCE_DIR) / "docs/measured" / (name + ".txt");
  std::ifstream record(file);
  std::vector<ErrorCurve> curves = read_curves(record, x_name, file);
  fmt::print("drawn from {}\n", file.string());
  return curves;
}

}  // namespace

void draw_recorded(const Settings&, const nn::Options& options) {
  draw_ladder(options.out, recorded("ladder", "epoch"));
  draw_lengths(options.out, {{"mlp, 2,000 digits | mlp，2,000 张数字",
                              recorded("augmentation", "epochs")},
                             {"cnn, 2,000 garments | cnn，2,000 张衣物",
                              recorded("augmentation-clothes", "epochs")}});
}

}  // namespace chapter09
