#include "nn/core/print.hpp"

#include "comparisons.hpp"
#include "images.hpp"
#include "longer.hpp"
#include "trial.hpp"

namespace chapter09 {
namespace {

/// A half, a quarter … of the longest, the shortest first.
std::vector<int> lengths_up_to(int longest) {
  std::vector<int> lengths;
  for (int epochs = longest; epochs >= 1 && lengths.size() < 4; epochs /= 2)
    lengths.insert(lengths.begin(), epochs);
  return lengths;
}

std::vector<Course> courses_of(Trial trial, const Samples& samples) {
  std::vector<Course> courses;
  for (const std::uint64_t seed : seeds) {
    trial.seed = seed;
    courses.push_back(follow(trial, samples));
  }
  return courses;
}

double mean_at_the_end(const std::vector<Course>& courses) {
  double sum = 0;
  for (const Course& course : courses)
    sum += course.validation.back();
  return sum / static_cast<double>(courses.size());
}

/// With the decay of the lowest error on validation images; `trial` keeps it.
std::vector<Course> with_best_decay(Trial& trial, const Samples& samples) {
  std::vector<Course> best;
  double chosen = 0;
  for (const double decay : tried_decays()) {
    trial.weight_decay = decay;
    std::vector<Course> courses = courses_of(trial, samples);
    if (!best.empty() && !(mean_at_the_end(courses) < mean_at_the_end(best)))
      continue;
    best = std::move(courses);
    chosen = decay;
  }
  trial.weight_decay = chosen;
  return best;
}

/// The best length by validation images is tested, on the images as they are
/// and on moved ones.
Side side_of(const std::string& name, Trial trial, const std::string& moved,
             const Samples& samples, const std::vector<int>& lengths) {
  Side side;
  side.name = name;
  std::vector<Course> best;
  std::vector<std::vector<double>> at_length(seeds.size());
  for (const int epochs : lengths) {
    trial.epochs = epochs;
    std::vector<Course> here = with_best_decay(trial, samples);
    for (std::size_t i = 0; i < seeds.size(); ++i)
      at_length[i].push_back(here[i].validation.back());
    if (!best.empty() && !(mean_at_the_end(here) < mean_at_the_end(best)))
      continue;
    side.epochs = epochs;
    side.decay = trial.weight_decay;
    best = std::move(here);
  }
  side.validation =
      error_curve(name, arma::conv_to<arma::vec>::from(lengths), at_length);
  for (const Course& course : best) {
    side.training.push_back(course.training.back());
    side.test.push_back(error_on(*course.model, samples.test));
    side.test_changed.push_back(error_on(*course.model, samples.test, moved));
  }
  return side;
}

}  // namespace

const std::vector<double>& tried_decays() {
  static const std::vector<double> decays = {0, 0.1};
  return decays;
}

void compare_augmentation(const Settings& settings,
                          const nn::Options& options) {
  const Recipe recipe = settings.recipe();
  const std::string augment =
      settings.augment == "none" ? "shift:2+rotate:10" : settings.augment;
  const nn::TrainTest images = load_and_introduce(settings.data);
  const Samples samples = samples_for(settings, images);
  fmt::print("model     {}\n{} images to train on, {} to choose by\n",
             recipe.model, samples.training.size(), samples.validation.size());
  Trial trial;
  trial.model = recipe.model;
  trial.only_the_end = true;
  trial.learning_rate = recipe.learning_rate;
  trial.extras = {.batch_norm = settings.batch_norm, .wide = settings.wide};
  const std::vector<int> lengths =
      lengths_up_to(settings.epochs.value_or(recipe.epochs));
  const Side without = side_of("without", trial, augment, samples, lengths);
  trial.augment = augment;
  const Side with = side_of("augmented", trial, augment, samples, lengths);
  print_sides({without, with}, augment);
  draw_lengths(options.out,
               {{recipe.model, {without.validation, with.validation}}});
}

}  // namespace chapter09
