#include "steps_networks.hpp"

#include "nn/core/print.hpp"

#include "netv1.hpp"
#include "show/figures_surface.hpp"
#include "show/report_networks.hpp"
#include "surface.hpp"

namespace chapter03 {

void netv1(const nn::Options& options, bool full) {
  const std::size_t inputs = full ? photograph : thumbnail, samples = 256;
  nn::heading(full ? "NetV1 in full size" : "NetV1, a tenth as high and wide");
  const Prediction p = predict(inputs, samples);
  print_prediction(p, inputs, samples);
  require_memory(1.1 * p.bytes());
  print_netv1(p, run_netv1(inputs, samples, options.seed, full ? 1 : 5));
}

void three_layers() {
  nn::heading("Three layers: 2-3-2-2");
  const ThreeLayers n = weights_of_the_notes();
  const arma::mat x = arma::vec{1.0, 0.5};
  const ThreeOutputs out = forward(n, x);
  const arma::mat by_library = three_layer_model(n)->forward(x);
  fmt::print("  z1 ={}\n  z2 ={}\n", nn::numbers(out.z1, 8, 11),
             nn::numbers(out.z2, 8, 11));
  fmt::print("  y  ={}\n  y from the library ={}\n", nn::numbers(out.y, 8, 11),
             nn::numbers(by_library, 8, 11));
}

namespace {

void fault_found_by_the_check(const Samples& samples) {
  nn::heading("The gradient check finds the fault before the first step");
  const ThreeLayers n = weights_of_the_notes();
  print_check(check(n, samples.x, samples.y, FirstSlope::kept),
              check(n, samples.x, samples.y, FirstSlope::left_out));
}

std::unique_ptr<Model> fit_a_wider_network(const Samples& samples,
                                           const nn::Options& options) {
  nn::heading("The same surface for a wider network: 2-32-32-1");
  auto wide = wide_model(options.seed);
  const int steps = options.smoke ? 100 : 2000;
  const double end = fit_wide(*wide, samples, steps, 0.1);
  fmt::print("  loss after {} steps: {:.1f}\n", steps, end);
  return wide;
}

}  // namespace

void fit_a_surface(const nn::Options& options) {
  const int steps = options.smoke ? 200 : 1000;
  const Samples samples = draw_samples(1000, options.seed);
  ThreeLayers small = weights_of_the_notes(), faulty = small;
  nn::heading("A fit of y = x1 x2 + x1 + x2, and one factor left out");
  const auto kept = fit(small, samples, steps, FirstSlope::kept);
  const auto left_out = fit(faulty, samples, steps, FirstSlope::left_out);
  print_fit(kept, left_out);
  fault_found_by_the_check(samples);
  const auto wide = fit_a_wider_network(samples, options);
  draw_surface(small, *wide, options.out);
  draw_fit(kept, left_out, small, *wide, options.out);
}

}  // namespace chapter03
