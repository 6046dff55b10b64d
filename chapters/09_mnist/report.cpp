#include "report.hpp"

#include <algorithm>

#include "nn/core/language.hpp"
#include "nn/figures/figure.hpp"

namespace chapter09 {
namespace {

std::string percent(std::optional<double> share) {
  return share ? fmt::format("{:.2f} %", 100 * *share) : "";
}

arma::vec column(const std::vector<nn::EpochMetrics>& epochs,
                 double (*value)(const nn::EpochMetrics&)) {
  arma::vec v(epochs.size());
  for (std::size_t i = 0; i < epochs.size(); ++i)
    v(i) = value(epochs[i]);
  return v;
}

/// A sample as an image: rows from top to bottom, columns, channels.
arma::cube picture(const nn::Dataset& data, std::uint32_t sample) {
  const auto [channels, height, width] = data.shape;
  const std::uint8_t* pixel =
      data.pixels.data() + sample * data.shape.features();
  arma::cube image(height, width, channels);
  for (std::size_t i = 0; i < height; ++i)
    for (std::size_t j = 0; j < width; ++j)
      for (std::size_t k = 0; k < channels; ++k)
        image(i, j, k) = *pixel++ / 255.0;
  return image;
}

/// In color, or the first channel in gray.
void save_pictures(const std::filesystem::path& file,
                   const std::vector<arma::cube>& images,
                   const std::vector<std::string>& captions) {
  if (images.empty()) {
    // An earlier run's files do not belong to this one.
    std::filesystem::remove(file);
  } else if (images[0].n_slices == 3) {
    nn::save_color_grid(file, images, 8, captions);
  } else {
    std::vector<arma::mat> gray;
    for (const arma::cube& image : images)
      gray.push_back(image.slice(0));
    nn::save_image_grid(file, gray, 8, captions);
  }
}

/// A class in both languages, for figures.
std::string label_of(const nn::Dataset& data, std::int32_t label) {
  static const std::vector<std::string> names = {
      "T恤",  "裤子", "套衫",   "连衣裙", "大衣",
      "凉鞋", "衬衫", "运动鞋", "包",     "短靴"};
  const auto k = static_cast<std::size_t>(label);
  if (data.name != "Fashion-MNIST") return data.class_names[k];
  return data.class_names[k] + " | " + names[k];
}

/// The part after the bar; a label without one is the same in both languages.
std::string chinese(const std::string& label) {
  const auto bar = label.find(" | ");
  return bar == label.npos ? label : label.substr(bar + 3);
}

}  // namespace

void print_epoch_header(bool validation) {
  fmt::print("\n{:>5} {:>8} {:>9} {:>11} {:>9} {:>8} {:>11}\n", "epoch", "loss",
             "training", validation ? "validation" : "", "test", "seconds",
             "images/s");
}

void print_epoch(const nn::EpochMetrics& m) {
  fmt::print("{:>5} {:>8.4f} {:>9} {:>11} {:>9} {:>8.2f} {:>11.0f}\n", m.epoch,
             m.train_loss, percent(m.train_accuracy),
             percent(m.validation_accuracy), percent(m.test_accuracy),
             m.train_seconds, m.samples_per_second);
}

std::vector<double> batch_accuracies(const nn::Evaluation& test,
                                     std::size_t batch) {
  const std::vector<std::int32_t> predicted = nn::predict(test.scores);
  const std::span<const std::int32_t> p = predicted, actual = test.labels;
  std::vector<double> shares;
  for (std::size_t begin = 0; begin < p.size(); begin += batch) {
    const std::size_t count = std::min(batch, p.size() - begin);
    shares.push_back(
        nn::accuracy(p.subspan(begin, count), actual.subspan(begin, count)));
  }
  return shares;
}

void print_inference(const Inference& one_by_one, const Inference& batches) {
  const auto line = [](const char* how, const Inference& i) {
    fmt::print("{:<22} {:>5} of {} right, {:.4f} seconds\n", how, i.correct,
               i.images, i.seconds);
  };
  fmt::print("\n");
  line("one by one", one_by_one);
  line("in batches of 100", batches);
}

void print_accuracy(const nn::Evaluation& test) {
  const std::size_t batch = 100;
  const auto [lowest, highest] =
      std::ranges::minmax(batch_accuracies(test, batch));
  fmt::print("\ntest accuracy {} ({} images; loss {:.4f})\n",
             percent(test.accuracy), test.labels.size(), test.loss);
  fmt::print("in batches of {}: from {:.0f} % to {:.0f} %\n", batch,
             100 * lowest, 100 * highest);
}

void print_classes(const nn::Evaluation& test,
                   const std::vector<std::string>& names) {
  arma::umat counts =
      nn::confusion_matrix(nn::predict(test.scores), test.labels, names.size());
  fmt::print("\n{:<12} {:>8}   most often taken for\n", "class", "found");
  for (arma::uword i = 0; i < counts.n_rows; ++i) {
    const double all = static_cast<double>(arma::accu(counts.row(i)));
    if (all == 0) continue;  // the test set has none of this class
    const double found = static_cast<double>(counts(i, i)) / all;
    counts(i, i) = 0;
    const arma::uword other = counts.row(i).index_max();
    const std::string mistaken =
        counts(i, other) == 0
            ? "none"
            : fmt::format("{} ({} times)", names[other], counts(i, other));
    fmt::print("{:<12} {:>8}   {}\n", names[i], percent(found), mistaken);
  }
}

void draw_curves(const std::filesystem::path& out,
                 const std::vector<nn::EpochMetrics>& epochs) {
  using M = nn::EpochMetrics;
  const arma::vec x = column(epochs, [](const M& m) { return 1.0 * m.epoch; });
  nn::Figure loss("Training loss | 训练损失");
  nn::Figure accuracy("Accuracy | 准确率");
  loss.size(380, 300)
      .x_label("epoch | 轮次")
      .y_label("loss | 损失")
      .line(x, column(epochs, [](const M& m) { return m.train_loss; }),
            "training | 训练");
  accuracy.size(380, 300)
      .x_label("epoch | 轮次")
      .y_label("accuracy in % | 准确率（%）");
  accuracy.line(
      x, column(epochs, [](const M& m) { return 100 * m.train_accuracy; }),
      "training | 训练");
  if (epochs.front().validation_accuracy)
    accuracy.line(
        x,
        column(epochs,
               [](const M& m) { return 100 * m.validation_accuracy.value(); }),
        "validation | 验证");
  accuracy.line(
      x,
      column(epochs, [](const M& m) { return 100 * m.test_accuracy.value(); }),
      "test | 测试");
  nn::save_row(out / "curves.svg", {loss, accuracy});
}

void draw_test(const std::filesystem::path& out, const nn::Dataset& images,
               const nn::Evaluation& test) {
  const std::vector<std::int32_t> predicted = nn::predict(test.scores);
  std::vector<std::string> labels;
  for (std::size_t k = 0; k < images.classes; ++k)
    labels.push_back(label_of(images, static_cast<std::int32_t>(k)));
  nn::save_confusion_matrix(
      out / "confusion.svg",
      nn::confusion_matrix(predicted, test.labels, images.classes), labels);
  std::vector<arma::cube> pictures;
  std::vector<std::string> captions;
  for (std::uint32_t i : nn::worst_mistakes(test.scores, test.labels, 64)) {
    const std::string truth = label_of(images, test.labels[i]);
    const std::string said = label_of(images, predicted[i]);
    pictures.push_back(picture(images, i));
    captions.push_back(fmt::format("{},\nnot {} | {}，\n误认为{}",
                                   nn::english(truth), nn::english(said),
                                   chinese(truth), chinese(said)));
  }
  save_pictures(out / "mistakes.png", pictures, captions);
}

}  // namespace chapter09
