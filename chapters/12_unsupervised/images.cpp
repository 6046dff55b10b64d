#include "images.hpp"

#include "nn/data/table.hpp"

namespace chapter12 {
namespace {

arma::mat in_rows(const arma::vec& column) {
  const auto side = arma::uword(std::lround(std::sqrt(double(column.n_elem))));
  return arma::reshape(column, side, side).t();
}

}  // namespace

arma::mat Images::picture(arma::uword i) const {
  return in_rows(x.col(i));
}

Images Images::first(arma::uword count) const {
  count = std::min(count, x.n_cols);
  return {x.head_cols(count), labels.head(count), side};
}

Images small_digits() {
  const nn::Table table = nn::load_table("digits");
  return {table.x / 16, arma::conv_to<arma::uvec>::from(table.labels), 8};
}

Images clothes(const nn::TrainTest& fashion, arma::uword count) {
  const nn::Dataset& train = fashion.train;
  const arma::uword pixels = train.shape.features();
  Images images{arma::mat(pixels, count), arma::uvec(count),
                train.shape.height};
  for (arma::uword i = 0; i < images.x.n_elem; ++i)
    images.x(i) = train.pixels[i] / 255.0;
  for (arma::uword i = 0; i < count; ++i)
    images.labels(i) = arma::uword(train.labels[i]);
  return images;
}

arma::mat as_picture(const arma::vec& column, bool around_zero) {
  const double reach = arma::abs(column).max();
  const double low = around_zero ? -reach : column.min();
  const double high = around_zero ? reach : column.max();
  return (in_rows(column) - low) / (high > low ? high - low : 1);
}

}  // namespace chapter12
