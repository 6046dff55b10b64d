// Losses against values recorded from PyTorch, on all three backends. Every
// case of losses.json is checked here.
#include "nn/training/losses.hpp"

#include "golden_tools.hpp"

namespace {

using Json = nlohmann::json;

template <class B>
struct Case {
  using Matrix = typename B::Matrix;

  explicit Case(const Json& json)
      : c(json), name(json["name"]), x(in<B>(golden::batch(json["x"]))) {
    dx.set_size(x.n_rows, x.n_cols);
    dx.fill(arma::Datum<typename B::Real>::nan);
  }

  /// `factor`: how many times PyTorch's loss ours is.
  void check(double loss, double factor = 1) const {
    const double expected = factor * c["loss"].get<double>();
    BOOST_TEST(std::abs(loss - expected) <=
                   tolerance<B> * std::max(1.0, std::abs(expected)),
               name << ": " << loss);
    const arma::mat gradient = factor * golden::batch(c["dx"]);
    BOOST_TEST(golden::distance(dx, gradient) <= tolerance<B>,
               name << " gradient");
  }

  Matrix target() const { return in<B>(golden::batch(c["target"])); }

  const Json& c;
  std::string name;
  Matrix x, dx;
};

template <class B>
void check_targets(Case<B> c, nn::TargetLoss<B>&& loss) {
  c.check(loss(c.x, c.target(), c.dx));
}

template <class B>
void check_cross_entropy(Case<B> c) {
  nn::SoftmaxCrossEntropy<B> loss(c.c["label_smoothing"]);
  const auto labels = golden::labels(c.c["target"]);
  c.check(loss(c.x, labels, c.dx));
  // The losses of each sample, and the same loss with weights.
  typename B::Matrix losses(1, c.x.n_cols);
  B::softmax_cross_entropies(c.x, labels, c.c["label_smoothing"], losses, c.dx);
  BOOST_TEST(golden::distance(
                 losses, arma::mat(golden::batch(c.c["sample_losses"]).t())) <=
                 tolerance<B>,
             c.name << " of each sample");
  typename B::Matrix same(1, c.x.n_cols);
  same.fill(3);
  c.check(loss(c.x, labels, same, c.dx));
}

/// Ours is sum(w l) / sum(w): the mean of the weights leads to the other.
template <class B>
void check_weighted(Case<B> c) {
  nn::SoftmaxCrossEntropy<B> loss;
  const arma::mat w = golden::batch(c.c["sample_weights"]);
  const double found = loss(c.x, golden::labels(c.c["target"]), in<B>(w), c.dx);
  const bool ours = c.name.ends_with("sum_of_weights");
  c.check(found, ours ? 1 : 1 / arma::mean(arma::vectorise(w)));
}

template <class B>
void check_multi_margin(Case<B> c) {
  nn::MulticlassHinge<B> loss;
  const double classes = static_cast<double>(c.x.n_rows);
  c.check(loss(c.x, golden::labels(c.c["target"]), c.dx), classes);
}

/// One score x and targets of -1 or 1 are two classes with the scores -x/2 and
/// x/2.
template <class B>
void check_binary_hinge(Case<B> c) {
  nn::MulticlassHinge<B> loss;
  const typename B::Matrix half = c.x / 2;
  const typename B::Matrix scores = arma::join_cols(-half, half);
  typename B::Matrix d(2, c.x.n_cols);
  std::vector<std::int32_t> labels;
  for (const auto target : c.target())
    labels.push_back(target > 0);
  const double found = loss(scores, labels, d);
  c.dx = (d.row(1) - d.row(0)) / 2;
  c.check(found);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(losses, B, Backends) {
  int checked = 0;
  for (const auto& json : golden::load("losses")) {
    const Case<B> c(json);
    const auto is = [&](const char* name) { return c.name.starts_with(name); };
    if (is("mse"))
      check_targets(c, nn::OneHotSquaredError<B>());
    else if (is("l1"))
      check_targets(c, nn::OneHotAbsoluteError<B>());
    else if (is("binary_cross_entropy_with_logits"))
      check_targets(c, nn::OneHotBinaryCrossEntropy<B>());
    else if (is("cross_entropy"))
      check_cross_entropy(c);
    else if (is("weighted_cross_entropy"))
      check_weighted(c);
    else if (is("multi_margin"))
      check_multi_margin(c);
    else if (is("hinge"))
      check_binary_hinge(c);
    else
      BOOST_ERROR("unknown: " << c.name);
    ++checked;
  }
  BOOST_TEST(checked == 17);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(mean_squared_error, B, Backends) {
  const auto all = golden::load("losses");
  Case<B> c(all[0]);
  BOOST_REQUIRE(c.name == "mse");
  c.check(B::mean_squared_error(c.x, c.target(), c.dx));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(labels_are_one_hot_targets, B, Backends) {
  using Matrix = typename B::Matrix;
  const Matrix y = {{0.5, -1}, {2, 0.25}, {0, 3}};
  const std::vector<std::int32_t> labels = {2, 0};
  const Matrix target = {{0, 1}, {0, 0}, {1, 0}};
  nn::OneHotBinaryCrossEntropy<B> loss;
  Matrix a(3, 2), b(3, 2);
  BOOST_TEST(loss(y, labels, a) == loss(y, target, b));
  BOOST_TEST(arma::approx_equal(a, b, "absdiff", 0));
}

BOOST_AUTO_TEST_CASE(wrong_settings_are_refused) {
  for (double smoothing : {-0.1, 1.1, std::nan("")})
    BOOST_CHECK_THROW(nn::SoftmaxCrossEntropy<nn::Cpu>{smoothing},
                      nn::UsageError);
  nn::MulticlassHinge<nn::Cpu> loss;
  arma::fmat scores(3, 2, arma::fill::zeros), d(3, 2);
  const std::vector<std::int32_t> labels = {2, 0};
  const arma::fmat weights(1, 3, arma::fill::ones);
  BOOST_CHECK_THROW(loss(scores, labels, weights, d), nn::ShapeError);
}
