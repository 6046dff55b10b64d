// Chapter 09. MNIST: a network learns to tell real images apart. (15 s)
#include "device.hpp"
#include "experiments.hpp"
#include "hand_over.hpp"
#include "steps.hpp"

using namespace chapter09;

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
