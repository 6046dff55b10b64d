// Chapter 09. MNIST: a network learns to tell real images apart. (15 s)
#include "nn/core/error.hpp"
#include "nn/program/stop.hpp"

#include "experiments.hpp"
#include "hand_over.hpp"
#include "report.hpp"
#include "session.hpp"

using namespace chapter09;

namespace {

/// The same as after training: the network's results on the test images.
void show_test(Session& session, const nn::Options& options) {
  print_inference(session.classify(1), session.classify(100));
  const nn::Evaluation test = session.test();
  print_accuracy(test);
  print_classes(test, session.test_images().class_names);
  draw_test(options.out, session.test_images(), test);
}

void only_evaluate(const Settings& settings, const nn::Options& options) {
  Session session(settings, options);
  session.load(settings.weights);
  show_test(session, options);
}

void train_and_test(const Settings& settings, const nn::Options& options) {
  Session session(settings, options);
  if (const int signal = session.train())
    throw nn::Interrupted(
        fmt::format(
            "stopped by {}; the weights so far are in {}{}",
            nn::name_of_stop(signal), session.weights_file().string(),
            settings.checkpoint.empty() ? "" : "; --resume goes on from here"),
        signal);
  show_test(session, options);
  draw_curves(options.out, session.epochs());
  fmt::print("\nweights, metrics and figures are in {}\n",
             options.out.string());
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program("09_mnist",
                      "A network learns to tell ten kinds of image apart.");
  Settings settings;
  add_options(program.app(), settings);
  return program.run(argc, argv, [&](const nn::Options& options) {
    if (settings.device != this_device) hand_over(settings.device, argv);
    if (options.smoke) shorten(settings);
    if (!settings.experiment.empty())
      run_experiment(settings, options);
    else if (settings.weights.empty())
      train_and_test(settings, options);
    else
      only_evaluate(settings, options);
  });
}
