#include "comparisons.hpp"
#include "images.hpp"
#include "ladder.hpp"
#include "trial.hpp"

namespace chapter09 {
namespace {

const std::vector<std::string> networks = {"linear", "mlp", "cnn", "deep"};

/// BatchNorm for all that can have it, if it is asked for.
Trial trial_of(const Settings& settings, const std::string& model) {
  Trial trial;
  trial.model = model;
  trial.epochs = settings.epochs.value_or(8);
  trial.extras.batch_norm = settings.batch_norm && model != "linear";
  return trial;
}

/// The first seed chooses the rate, on validation images: `trial` gets it.
Course at_best_rate(Trial& trial, const Samples& samples, Rung& rung) {
  Course best;
  for (const double rate : ladder_rates()) {
    Trial here = trial;
    here.learning_rate = rate;
    Course course = follow(here, samples);
    rung.by_rate.push_back(course.validation.back());
    if (best.model && !(course.validation.back() < best.validation.back()))
      continue;
    best = std::move(course);
    rung.rate = rate;
  }
  trial.learning_rate = rung.rate;
  return best;
}

/// All seeds go through the same epochs, and then see the test images once.
Rung rung_of(Trial trial, const Samples& samples) {
  Rung rung;
  rung.model = trial.model;
  std::vector<Course> courses;
  courses.push_back(at_best_rate(trial, samples, rung));  // by the first seed
  for (std::size_t i = 1; i < seeds.size(); ++i) {
    trial.seed = seeds[i];
    courses.push_back(follow(trial, samples));
  }
  std::vector<std::vector<double>> errors;
  rung.seconds = courses.front().seconds;
  for (const Course& course : courses) {
    errors.push_back(course.validation);
    rung.test.push_back(error_on(*course.model, samples.test));
    rung.seconds = std::min(rung.seconds, course.seconds);
    rung.parameters = course.model->parameter_count();
  }
  const arma::vec epochs = arma::regspace(1, trial.epochs);
  rung.validation = error_curve(trial.model, epochs, errors);
  return rung;
}

}  // namespace

const std::vector<double>& ladder_rates() {
  static const std::vector<double> rates = {3e-3, 1e-2, 3e-2, 1e-1};
  return rates;
}

void compare_networks(const Settings& settings, const nn::Options& options) {
  const nn::TrainTest images = load_and_introduce(settings.data);
  const Samples samples = samples_for(settings, images);
  fmt::print("{} images to train on, {} to choose by\n",
             samples.training.size(), samples.validation.size());
  std::vector<Rung> ladder;
  std::vector<ErrorCurve> curves;
  for (const std::string& model : networks) {
    ladder.push_back(rung_of(trial_of(settings, model), samples));
    curves.push_back(ladder.back().validation);
  }
  print_ladder(ladder);
  draw_ladder(options.out, curves);
}

}  // namespace chapter09
