#include "steps_table.hpp"

#include "nn/core/print.hpp"
#include "nn/data/dataset.hpp"

#include "all_methods.hpp"
#include "show/report_table.hpp"

namespace chapter11 {
namespace {

/// The first images, at a quarter of their height and width.
Pictures small_pictures(const nn::Dataset& data, arma::uword count) {
  Pictures pictures{
      arma::Mat<std::uint8_t>(data.pixels.data(), data.shape.features(), count),
      arma::uvec(count)};
  for (arma::uword i = 0; i < count; ++i)
    pictures.y(i) = arma::uword(data.labels[i]);
  return halved(halved(pictures));
}

}  // namespace

void what_each_is_good_at(const nn::Options& options) {
  nn::heading("All methods on the same images");
  const auto data = nn::load_images_or_explain("fashion-mnist");
  if (!data) return;
  const arma::uword count = options.smoke ? 100 : 1000;
  const Pictures train = small_pictures(data->train, count),
                 test = small_pictures(data->test, count);
  print_table_head(train);
  for (const Method& method : all_methods(options.smoke ? count : count / 5))
    print_outcome(method, try_method(method, train, test, options.seed));
}

}  // namespace chapter11
