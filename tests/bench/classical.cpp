/// classical: seconds of nearest neighbors, forests and k-means, and every
/// method of chapter 11 on the same images. classical.py calls it.
///
///     classical TASK DATA IMAGES THREADS   knn, forest or kmeans
///     classical METHOD DATA IMAGES THREADS SEED
///     classical methods
///
/// Prints one line of JSON.
#include <string>
#include <vector>

#include "nn/classical/forest.hpp"
#include "nn/classical/k_means.hpp"
#include "nn/classical/nearest.hpp"
#include "nn/core/error.hpp"
#include "nn/core/seconds.hpp"
#include "nn/core/threads.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/pixels.hpp"

#include "11_classical/all_methods.hpp"

namespace {

using chapter11::Pictures;

Pictures pictures_of(const nn::Dataset& data, std::size_t count) {
  count = std::min(count, data.size());
  Pictures pictures{
      arma::Mat<std::uint8_t>(data.pixels.data(), data.shape.features(), count),
      arma::uvec(count)};
  for (std::size_t i = 0; i < count; ++i)
    pictures.y(i) = static_cast<arma::uword>(data.labels[i]);
  return pictures;
}

arma::fmat unit(const Pictures& pictures) {
  arma::fmat x(arma::size(pictures.pixels));
  nn::to_unit_interval(pictures.pixels.memptr(), x.memptr(), x.n_elem, {});
  return x;
}

/// `result` is what the peer's must be near.
void print_task(double seconds, double result) {
  fmt::print("{{\"seconds\": {:.6f}, \"result\": {:.9g}}}\n", seconds, result);
}

void neighbors(const Pictures& train, const Pictures& test) {
  const arma::fmat x = unit(train), queries = unit(test);
  nn::classical::Nearest found;
  const double seconds =
      nn::seconds([&] { found = nn::classical::nearest(x, queries, 5); });
  print_task(seconds, arma::accu(arma::sqrt(found.squared)));
}

void forest(const Pictures& train, const Pictures& test) {
  const auto labels = arma::conv_to<std::vector<std::int32_t>>::from(train.y);
  std::vector<std::int32_t> predicted;
  const double seconds = nn::seconds([&] {
    const nn::classical::Forest grown(train.pixels, labels, 10, {}, 1);
    predicted = grown.classify(test.pixels);
  });
  print_task(seconds,
             1 - chapter11::error_rate(
                     arma::conv_to<arma::uvec>::from(predicted), test.y));
}

void clusters(const Pictures& train) {
  const arma::fmat x = unit(train);
  nn::classical::Clusters found;
  const double seconds = nn::seconds(
      [&] { found = nn::classical::k_means(x, x.head_cols(10), 20); });
  print_task(seconds, found.inertia);
}

void method(const std::string& name, const Pictures& train,
            const Pictures& test, std::uint64_t seed) {
  for (const chapter11::Method& method : chapter11::all_methods(2000)) {
    if (method.name != name) continue;
    const auto outcome = chapter11::try_method(method, train, test, seed);
    fmt::print(
        "{{\"images\": {}, \"accuracy\": {:.6f}, \"train_seconds\": "
        "{:.6f}, \"predict_seconds\": {:.6f}, \"kilobytes\": {:.1f}}}\n",
        outcome.images, outcome.accuracy, outcome.train_seconds,
        outcome.predict_seconds, outcome.kilobytes);
    return;
  }
  throw nn::UsageError(fmt::format("no method '{}'", name));
}

void run(const std::vector<std::string>& words) {
  if (words.at(0) == "methods") {
    for (const chapter11::Method& m : chapter11::all_methods(2000))
      fmt::print("{{\"name\": \"{}\", \"random\": {}}}\n", m.name, m.random);
    return;
  }
  const nn::TrainTest data = nn::load_images(words.at(1));
  const Pictures train = pictures_of(data.train, std::stoul(words.at(2)));
  const Pictures test =
      pictures_of(data.test, std::min<std::size_t>(10'000, train.size()));
  nn::cpu::Threads::set_threads(std::stoi(words.at(3)));
  if (words[0] == "knn")
    neighbors(train, test);
  else if (words[0] == "forest")
    forest(train, test);
  else if (words[0] == "kmeans")
    clusters(train);
  else
    method(words[0], train, test, std::stoull(words.at(4)));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "classical: {}\n", error.what());
    return 1;
  }
}
