// What tests/unit/backend*.cpp and image_layers.cpp, which run here too, do not
// cover: the direct convolution, batches gathered on the device, dropout's
// numbers from the host's Philox, errors.
#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/cuda/copy.hpp"
#include "nn/cuda/cuda.hpp"
#include "nn/cuda/steps.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "networks.hpp"
#include "order.hpp"

using nn::Cuda;
using Ref = nn::Reference<float>;

namespace {

nn::Random random_numbers(9);

std::size_t between(std::uint32_t low, std::uint32_t high) {
  return low + random_numbers.integer(high - low + 1);
}

arma::fmat random_matrix(arma::uword rows, arma::uword cols) {
  arma::fmat m(rows, cols);
  m.imbue([&] { return static_cast<float>(random_numbers.normal()); });
  return m;
}

struct OnDevice {
  explicit OnDevice(const arma::fmat& host) {
    buffer.resize(host.n_elem);
    matrix = Cuda::view(buffer, 0, host.n_rows, host.n_cols);
    Cuda::from_host(host, matrix);
  }
  Cuda::Buffer buffer;
  Cuda::Matrix matrix;
};

/// Both convolutions of the device against the formula.
void check_convolution(std::size_t ci, std::size_t co, std::size_t padding,
                       const nn::Shape& in, std::size_t samples, bool relu) {
  const auto shape = nn::slide({3, 1, padding}, in, co);
  const arma::fmat W = random_matrix(co, 9 * ci), b = random_matrix(co, 1),
                   x = random_matrix(in.features(), samples);
  arma::mat y(shape.out.features(), samples);
  const auto exact = [](const arma::fmat& m) {
    return arma::conv_to<arma::mat>::from(m);
  };
  nn::Reference<double>::Convolution(shape).forward(exact(W), exact(b),
                                                    exact(x), y, relu, {});
  for (bool direct : {false, true}) {
    Cuda::configure({.direct_convolution = direct});
    const OnDevice dW(W), db(b), dx(x);
    OnDevice dy(arma::fmat(y.n_rows, y.n_cols, arma::fill::value(NAN)));
    Cuda::Convolution(shape).forward(dW.matrix, db.matrix, dx.matrix, dy.matrix,
                                     relu, {});
    const arma::fmat found = Cuda::to_host(dy.matrix);
    BOOST_TEST(found.is_finite());
    // Sums of n products near 1: 6e-8 sqrt(n), times ten, relative to the
    // largest number.
    const double bound =
        6e-7 * std::sqrt(9.0 * double(ci)) * std::max(1.0, arma::abs(y).max());
    BOOST_TEST(arma::abs(exact(found) - y).max() <= bound,
               "direct " << direct << ", " << ci << " -> " << co);
  }
  Cuda::configure({});
}

}  // namespace

BOOST_AUTO_TEST_CASE(direct_convolution_of_any_shape) {
  for (int i = 0; i < 40; ++i) {
    set_thread_order(i);
    const std::size_t ci = i % 3 ? between(1, 40) : 33;
    check_convolution(ci, between(1, 70), between(0, 3),
                      {ci, between(3, 12), between(3, 19)}, between(1, 4),
                      i % 2 == 0);
  }
}

BOOST_AUTO_TEST_CASE(batches_are_gathered_as_the_loader_makes_them) {
  const nn::Dataset data = quarters(50);
  for (const char* augment : {"none", "shift:2"}) {
    const nn::Loader::Settings settings = {
        .batch_size = 16,
        .augment = nn::parse_augment(augment),
        .mean = 0.3,
        .standard_deviation = 0.7};
    nn::Loader on_host(nn::all(data), settings);
    nn::Loader on_device(nn::all(data), settings);
    Cuda::Feed feed;
    for (std::uint32_t epoch = 0; epoch < 2; ++epoch) {
      set_thread_order(static_cast<int>(epoch) + 1);
      on_host.start_epoch(epoch);
      on_device.start_epoch(epoch);
      while (const nn::Batch* expected = on_host.next()) {
        const nn::Batch* batch = feed.next(on_device);
        BOOST_REQUIRE(batch);
        const arma::fmat x = Cuda::to_host(feed.x(*batch));
        BOOST_REQUIRE(arma::size(x) == arma::size(expected->x));
        BOOST_TEST(arma::all(arma::vectorise(x == expected->x)));
        std::vector<std::int32_t> labels(batch->labels.size());
        nn::cuda::copy_to_host(labels.data(), feed.labels(*batch).data,
                               labels.size() * sizeof labels[0]);
        BOOST_TEST(labels == std::vector(expected->labels.begin(),
                                         expected->labels.end()),
                   boost::test_tools::per_element());
      }
      BOOST_TEST(!feed.next(on_device));
    }
  }
}

BOOST_AUTO_TEST_CASE(dropout_draws_the_numbers_of_the_host) {
  for (const arma::uword rows : {1, 3, 4, 7, 32, 401})
    for (const std::size_t first : {0, 17}) {
      set_thread_order(static_cast<int>(rows));
      const nn::DropoutStream stream = {0x123456789abcdefu, 5, 77};
      const arma::fmat x = random_matrix(rows, 5);
      arma::fmat y(rows, 5);
      Ref::dropout(x, 0.4, stream, first, y);
      const OnDevice sent(x);
      OnDevice found(arma::fmat(rows, 5, arma::fill::value(NAN)));
      Cuda::dropout(sent.matrix, 0.4, stream, first, found.matrix);
      BOOST_TEST(arma::all(arma::vectorise(Cuda::to_host(found.matrix) == y)));
    }
}

BOOST_AUTO_TEST_CASE(one_hot_and_what_is_larger_than_a_grid) {
  // More numbers than 1024 blocks of 256 threads: the loop in the kernel.
  const arma::fmat x = random_matrix(1000, 300);
  const OnDevice sent(x);
  OnDevice copy(arma::fmat(1000, 300, arma::fill::value(NAN)));
  Cuda::copy(sent.matrix, copy.matrix);
  BOOST_TEST(arma::all(arma::vectorise(Cuda::to_host(copy.matrix) == x)));

  const std::vector<std::int32_t> labels = {2, 0, 1, 2, 2};
  nn::cuda::Array<std::int32_t> on_device;
  on_device.resize(labels.size());
  nn::cuda::copy_to_device(on_device.data(), labels.data(),
                           labels.size() * sizeof labels[0]);
  OnDevice found(arma::fmat(3, 5, arma::fill::value(NAN)));
  Cuda::one_hot({on_device.data(), 5}, found.matrix);
  arma::fmat expected(3, 5);
  Ref::one_hot(labels, expected);
  BOOST_TEST(
      arma::all(arma::vectorise(Cuda::to_host(found.matrix) == expected)));
}

namespace {

/// Scores and labels of some samples, and the gradient of their loss.
struct Scored {
  explicit Scored(arma::uword samples)
      : host(random_matrix(10, samples)),
        scores(host),
        gradient(arma::fmat(10, samples, arma::fill::value(NAN))) {
    labels.assign(samples, 3);
  }
  void work() {
    static_cast<void>(Cuda::softmax_cross_entropy(
        scores.matrix, {labels.data(), labels.size()}, gradient.matrix));
  }
  bool right() const {
    const std::vector<std::int32_t> classes(host.n_cols, 3);
    arma::fmat expected(arma::size(host));
    Ref::softmax_cross_entropy(host, classes, expected);
    // Probabilities, divided by the number of samples.
    return arma::abs(Cuda::to_host(gradient.matrix) - expected).max() <= 1e-6;
  }

  arma::fmat host;
  OnDevice scores, gradient;
  nn::cuda::Array<std::int32_t> labels;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_graph_is_made_anew_when_memory_has_moved) {
  Cuda::configure({.graphs = true});
  nn::cuda::Steps steps;
  Scored few(8);
  const auto step = [&] { few.work(); };
  for (int i = 0; i < 3; ++i)
    steps.run(8, step);
  BOOST_TEST(steps.replays() == 2u);
  BOOST_TEST(few.right());
  // These need more room for their losses than the graph has planned for.
  Scored many(100000);
  many.work();
  Cuda::from_host(arma::fmat(10, 8, arma::fill::value(NAN)),
                  few.gradient.matrix);
  for (int i = 0; i < 3; ++i)
    steps.run(8, step);
  BOOST_TEST(steps.replays() == 4u);
  BOOST_TEST(few.right());
  Cuda::configure({});
}

BOOST_AUTO_TEST_CASE(errors_say_what_was_called_and_where) {
  Cuda::Buffer buffer;
  BOOST_CHECK_EXCEPTION(
      buffer.resize(std::size_t{1} << 60), nn::Error, [](const auto& error) {
        const std::string what = error.what();
        BOOST_TEST_MESSAGE(what);
        return what.find("cudaMalloc failed with cudaErrorMemoryAllocation") !=
                   std::string::npos &&
               what.find("memory.cu:") != std::string::npos;
      });
  OnDevice x(arma::fmat(3, 4, arma::fill::zeros));
  BOOST_CHECK_THROW(Cuda::from_host(arma::fmat(4, 3), x.matrix),
                    nn::ShapeError);
}
