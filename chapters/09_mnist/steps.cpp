#include "steps.hpp"

#include "nn/core/error.hpp"
#include "nn/io/atomic_file.hpp"
#include "nn/program/stop.hpp"

#include "report.hpp"
#include "session.hpp"

namespace chapter09 {

namespace {

/// The same as after training: the network's results on the test images.
void show_test(Session& session, const nn::Options& options) {
  print_inference(session.classify(1), session.classify(100));
  const nn::Evaluation test = session.test();
  print_accuracy(test);
  print_classes(test, session.test_images().class_names);
  draw_test(options.out, session.test_images(), test);
}

void export_network(Session& session, const Settings& settings) {
  if (settings.onnx.empty()) return;
  session.save_onnx(settings.onnx);
  fmt::print("\nexported  {}\n", settings.onnx.string());
}

}  // namespace

void only_evaluate(const Settings& settings, const nn::Options& options) {
  Session session(settings, options);
  session.load(settings.weights);
  export_network(session, settings);
  show_test(session, options);
}

void train_and_test(const Settings& settings, const nn::Options& options) {
  // A place where nothing can be written should be known before the training.
  if (!settings.onnx.empty()) nn::AtomicFile(settings.onnx);
  Session session(settings, options);
  if (const int signal = session.train())
    throw nn::Interrupted(
        fmt::format(
            "stopped by {}; the weights so far are in {}{}",
            nn::name_of_stop(signal), session.weights_file().string(),
            settings.checkpoint.empty() ? "" : "; --resume goes on from here"),
        signal);
  export_network(session, settings);
  show_test(session, options);
  draw_curves(options.out, session.epochs());
  fmt::print("\nweights, metrics and figures are in {}\n",
             options.out.string());
}

}  // namespace chapter09
