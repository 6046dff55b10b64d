#include "recognize.hpp"

#include <algorithm>
#include <fstream>
#include <numeric>

#include <CLI/CLI.hpp>

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"
#include "nn/core/printable.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/io/atomic_file.hpp"
#include "nn/io/safetensors_reader.hpp"
#include "nn/model/weights.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/training/metrics.hpp"

#include "picture.hpp"

namespace chapter15 {
namespace {

using Net = nn::Graph<nn::Cpu>;

constexpr arma::uword shown = 5;
constexpr std::size_t most_classes = 100000;

/// How many classes the file's last layer has; 1000, ImageNet's, where it has
/// none: loading says what is missing.
std::size_t classes_of(const std::filesystem::path& file) {
  const nn::SafetensorsReader reader(file);
  for (const nn::TensorEntry& entry : reader.entries())
    if (entry.name == "fc.weight" && entry.shape.size() == 2 &&
        entry.shape[0] > 0 && entry.shape[0] <= most_classes)
      return entry.shape[0];
  return 1000;
}

// #region load_resnet18
std::unique_ptr<Net> load_resnet18(const std::filesystem::path& file) {
  auto net = std::make_unique<Net>(nn::Shape{3, 224, 224});
  nn::add_resnet18(*net, classes_of(file));
  net->build(/*seed=*/0);
  for (const std::string& note : nn::load_weights(file, *net).notes)
    fmt::print("note: {}\n", note);
  return net;
}
// #endregion load_resnet18

void print_most_likely(const std::string& image, const arma::fvec& logits,
                       const std::vector<std::string>& names) {
  fmt::print("\n{}\n", nn::printable(image));
  const arma::fvec p = nn::softmax(logits);
  const arma::uvec order = arma::stable_sort_index(p, "descend");
  for (const arma::uword i : order.head(std::min(shown, order.n_elem)))
    fmt::print("  {:6.2f} %  {:4}  {}\n", 100 * p(i), i,
               names.empty() ? "" : nn::printable(names[i]));
}

/// Nine digits tell every float from its neighbors.
std::string csv_line(const std::string& image, const arma::fvec& logits) {
  std::string line = nn::quoted_name(image);
  for (const float logit : logits)
    line += fmt::format(",{:.9g}", logit);
  return line + "\n";
}

}  // namespace

void add_recognition(nn::Program& program, Recognition& recognition) {
  program.option("--weights", recognition.weights,
                 "torchvision's ResNet-18 (.safetensors; common/nn/io/"
                 "pt_to_safetensors.py converts a .pt): only say what is on "
                 "the images");
  program.option("--classes", recognition.classes,
                 "With --weights: a file with the name of each class, a line "
                 "each");
  program.option("--save", recognition.save,
                 "With --weights: write them again, as float and with a "
                 "checksum");
  CLI::App& app = program.app();
  app.add_option("images", recognition.images,
                 "With --weights: binary .ppm or .pgm; `convert photo.jpg "
                 "photo.ppm` (ImageMagick) makes one, so does jpegtopnm")
      ->type_name("IMAGE");
  for (const char* name : {"--classes", "--save", "images"})
    app.get_option(name)->needs(app.get_option("--weights"));
}

std::vector<std::string> read_class_names(const std::filesystem::path& file,
                                          std::size_t classes) {
  std::ifstream in(file);
  if (!in) throw nn::DataError(file.string() + ": cannot be read");
  std::vector<std::string> names;
  for (std::string line; std::getline(in, line);) {
    if (names.size() == classes)
      throw nn::DataError(
          fmt::format("{}: more than {} lines, expected one "
                      "for each class of the weights",
                      file.string(), classes));
    names.push_back(line);
  }
  if (names.size() < classes)
    throw nn::DataError(fmt::format(
        "{}: {} lines, expected one for each of {} classes of the weights",
        file.string(), names.size(), classes));
  return names;
}

void recognize(const Recognition& recognition, const nn::Options& options) {
  if (recognition.images.empty() && recognition.save.empty())
    throw nn::UsageError(
        "--weights: name at least one image (a binary .ppm or .pgm)");
  const auto net = load_resnet18(recognition.weights);
  if (!recognition.save.empty()) nn::save_weights(*net, recognition.save);
  std::vector<std::string> names;
  if (!recognition.classes.empty())
    names =
        read_class_names(recognition.classes, net->output_shape().features());
  nn::AtomicFile csv(options.out / "logits.csv");
  for (const std::string& image : recognition.images) {
    const arma::fmat x = prepared(read_picture(image));
    const arma::fvec logits = net->forward(x, nn::Mode::evaluate);
    print_most_likely(image, logits, names);
    csv.write(csv_line(image, logits));
  }
  csv.complete();
  fmt::print("\nAll logits: {}\n", (options.out / "logits.csv").string());
}

}  // namespace chapter15
