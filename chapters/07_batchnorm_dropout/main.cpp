// Chapter 07. Batch normalization, overfitting, dropout, search. (10 s)
//
// Row by row: BatchNorm by hand and in training (30), a network that overfits
// and what helps, dropout (31), hyperparameter search (32).
#include "nn/program/program.hpp"

#include "steps_by_hand.hpp"
#include "steps_fair.hpp"
#include "steps_overfitting.hpp"
#include "steps_search.hpp"
#include "steps_training.hpp"

using namespace chapter07;

int main(int argc, char** argv) {
  nn::Program program(
      "07_batchnorm_dropout",
      "Batch normalization by hand and at work, overfitting and ways out of "
      "it, dropout, hyperparameter search.");
  std::string where = "fashion-mnist";
  program.option("--data", where,
                 "Images: fashion-mnist, mnist or a folder of IDX files");
  std::string fair;
  program.option("--fair", fair,
                 "Instead, minutes of training, every network at its own best "
                 "rate: starts, batches, remedies, dropout or search");
  return program.run(argc, argv, [&](const nn::Options& options) {
    const auto data = find_data(where, options.smoke);
    if (!fair.empty()) {
      if (data) run_fair(fair, *data, options);
      return;
    }
    batch_norm_by_hand();
    backward_by_hand(options);
    scale_does_not_matter(options);
    train_and_evaluate(options);
    if (data) {
      learning_rates(*data, options);
      starts(*data, options);
      inside(*data, options);
      batch_sizes(*data, options);
      by_heart(*data, options);
      bias_and_variance(options);
      overfitting(*data, options);
    }
    dropout_by_hand(options);
    if (data) {
      dropout_is_an_average(*data, options);
      averages(*data, options);
      hyperparameters(*data, options);
      both(*data, options);
      fmt::print("\nFigures: {}/*.svg\n", options.out.string());
    }
  });
}
