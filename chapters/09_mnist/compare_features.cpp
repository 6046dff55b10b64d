#include "nn/core/print.hpp"

#include "comparisons.hpp"
#include "error_curve.hpp"
#include "features.hpp"
#include "images.hpp"
#include "svm.hpp"
#include "trial.hpp"

namespace chapter09 {
namespace {

/// Steps of the SVM; the network takes a quarter as many, of 128 samples.
int steps_for(const Settings& settings) {
  return settings.epochs ? 100 * *settings.epochs : 2000;
}

/// Samples as columns, and 1 or -1 for each.
struct Table {
  arma::mat x;
  arma::rowvec t;
};

arma::mat image_of(const nn::Dataset& data, std::uint32_t sample) {
  const auto height = data.shape.height, width = data.shape.width;
  const std::uint8_t* pixels =
      data.pixels.data() + sample * data.shape.features();
  arma::mat image(height, width);
  for (std::size_t i = 0; i < height; ++i)
    for (std::size_t j = 0; j < width; ++j)
      image(i, j) = pixels[i * width + j] / 255.0;
  return image;
}

Table table_of(const nn::Subset& samples,
               const std::function<arma::vec(const arma::mat&)>& describe) {
  Table table;
  table.t.set_size(samples.size());
  for (std::size_t k = 0; k < samples.size(); ++k) {
    const arma::vec x = describe(image_of(*samples.data, samples.indices[k]));
    if (k == 0) table.x.set_size(x.n_elem, samples.size());
    table.x.col(k) = x;
    table.t(k) = samples.data->labels[samples.indices[k]] == 1 ? 1 : -1;
  }
  return table;
}

double error_of(const Svm& svm, const Table& table) {
  const arma::rowvec right = table.t % svm.scores(table.x);
  return 100 * double(arma::accu(right <= 0)) / double(right.n_elem);
}

/// The numbers that an SVM works on, one row each, with mean 0 and deviation 1
/// over the training samples.
struct Tables {
  Table training, validation, test;
};

void standardize(Tables& tables) {
  const arma::vec mean = arma::mean(tables.training.x, 1);
  const arma::vec deviation = arma::stddev(tables.training.x, 1, 1) + 1e-3;
  for (Table* table : {&tables.training, &tables.validation, &tables.test}) {
    table->x.each_col() -= mean;
    table->x.each_col() /= deviation;
  }
}

/// The best rate and penalty by validation samples; then tested.
double svm_error(Tables tables, int steps, std::uint64_t seed) {
  standardize(tables);
  double lowest = 101, test = 0;
  for (const double rate : {0.003, 0.03, 0.3})
    for (const double penalty : {1e-4, 1e-3, 1e-2}) {
      const Svm svm = train_svm(tables.training.x, tables.training.t, rate,
                                penalty, steps, seed);
      const double error = error_of(svm, tables.validation);
      if (!(error < lowest)) continue;
      lowest = error;
      test = error_of(svm, tables.test);
    }
  return test;
}

/// A small convolutional network on the pixels.
double network_error(const Samples& samples, int steps, std::uint64_t seed) {
  Trial trial;
  trial.model = "cnn";
  trial.seed = seed;
  const std::size_t batches = (samples.training.size() + 127) / 128;
  trial.epochs = std::max(1, steps / 4 / static_cast<int>(batches));
  trial.only_the_end = true;
  double lowest = 101, test = 0;
  for (const double rate : {3e-4, 1e-3, 3e-3}) {
    trial.learning_rate = rate;
    const Course course = follow(trial, samples);
    if (!(course.validation.back() < lowest)) continue;
    lowest = course.validation.back();
    test = error_on(*course.model, samples.test);
  }
  return test;
}

/// The labels become 1 for the class, 0 for all others.
void single_out(nn::Dataset& data, std::int32_t the_class) {
  for (std::int32_t& label : data.labels)
    label = label == the_class;
  data.classes = 2;
}

arma::vec pixels_of(const arma::mat& image) {
  return arma::vectorise(image);
}

/// The images of validation and test, described once for all trainings.
class Described {
 public:
  using Describe = arma::vec (*)(const arma::mat& image);
  Described(const Samples& samples, Describe describe)
      : describe_(describe),
        validation_(table_of(samples.validation, describe)),
        test_(table_of(samples.test, describe)) {}

  Tables tables(const nn::Subset& training) const {
    return {table_of(training, describe_), validation_, test_};
  }
  /// The test error of "no" for every image, in %.
  double error_of_no() const { return 50 * (1 + arma::mean(test_.t)); }

 private:
  Describe describe_;
  Table validation_, test_;
};

nn::Subset drawn(const nn::Subset& from, std::size_t count,
                 std::uint64_t seed) {
  nn::Subset some = from;
  nn::Random(seed, nn::Stream::data).shuffle(some.indices);
  some.indices.resize(std::min(count, from.size()));
  return some;
}

}  // namespace

void compare_features(const Settings& settings, const nn::Options&) {
  nn::TrainTest images = load_and_introduce(settings.data);
  const std::int32_t the_class = images.train.name == "Fashion-MNIST" ? 6 : 5;
  const std::string name = images.train.class_names.at(the_class);
  single_out(images.train, the_class);
  single_out(images.test, the_class);
  const Samples all = samples_for(settings, images);
  const Described features(all, features_of);
  const Described pixels(all, pixels_of);
  const int steps = steps_for(settings);
  const std::vector<std::size_t> counts = {100, 1000, 10000};
  using Errors = std::vector<std::vector<double>>;
  Errors by_features(seeds.size()), by_pixels(seeds.size()),
      by_network(seeds.size());
  for (std::size_t i = 0; i < seeds.size(); ++i)
    for (const std::size_t count : counts) {
      Samples some = all;
      some.training = drawn(all.training, count, seeds[i]);
      by_features[i].push_back(
          svm_error(features.tables(some.training), steps, seeds[i]));
      by_pixels[i].push_back(
          svm_error(pixels.tables(some.training), steps, seeds[i]));
      by_network[i].push_back(network_error(some, steps, seeds[i]));
    }
  nn::heading(fmt::format(
      "Is it a {}? Test error in %, middle of 3 seeds, lowest..highest", name));
  const arma::vec x = arma::conv_to<arma::vec>::from(counts);
  fmt::print("{}", format_curves("images",
                                 {error_curve("features+SVM", x, by_features),
                                  error_curve("pixels+SVM", x, by_pixels),
                                  error_curve("network", x, by_network)}));
  fmt::print("always \"no\": {:.2f} %\n", features.error_of_no());
}

}  // namespace chapter09
