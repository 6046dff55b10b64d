// Augmented and standardized batches: the same on any number of threads,
// prepared ahead or not.
#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"
#include "nn/data/augment_reference.hpp"
#include "nn/data/loader.hpp"

#include "allocations.hpp"

using nn::cpu::Threads;
using Settings = nn::Loader::Settings;

namespace {

nn::Dataset noise(std::size_t count, nn::Shape shape = {1, 28, 28}) {
  nn::Dataset data;
  data.shape = shape;
  data.classes = 10;
  nn::Random random(1, nn::Stream::data);
  data.pixels.resize(count * shape.features());
  for (auto& pixel : data.pixels)
    pixel = static_cast<std::uint8_t>(random.integer(256));
  for (std::size_t i = 0; i < count; ++i)
    data.labels.push_back(static_cast<std::int32_t>(i % 10));
  return data;
}

Settings augmented(std::optional<bool> prefetch = {}) {
  return {.batch_size = 40,
          .seed = 5,
          .augment = nn::parse_augment("geo:2,12,0.6+flip+erase:0.3"),
          .mean = 0.3,
          .standard_deviation = 0.4,
          .prefetch = prefetch};
}

/// Everything that is left of an epoch.
struct Epoch {
  explicit Epoch(nn::Loader& loader) {
    while (const nn::Batch* batch = loader.next()) {
      x = arma::join_rows(x, batch->x);
      for (std::size_t i = 0; i < batch->indices.size(); ++i) {
        labels.push_back(batch->labels[i]);
        indices.push_back(batch->indices[i]);
      }
    }
  }
  arma::fmat x;
  std::vector<std::int32_t> labels;
  std::vector<std::uint32_t> indices;
};

Epoch epoch(nn::Loader& loader, std::uint32_t number) {
  loader.start_epoch(number);
  return Epoch(loader);
}

bool same(const arma::fmat& a, const arma::fmat& b) {
  return a.n_rows == b.n_rows && a.n_cols == b.n_cols && a.n_elem > 0 &&
         std::equal(a.begin(), a.end(), b.begin());
}

/// One thread per core again.
struct RestoreThreads {
  ~RestoreThreads() { Threads::set_threads(0); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(batches_are_what_the_formula_makes_of_their_samples) {
  const nn::Dataset data = noise(90, {3, 6, 7});
  nn::Loader loader(nn::all(data), augmented());
  const Epoch e = epoch(loader, 4);
  BOOST_TEST(e.indices.size() == 90u);
  double worst = 0;
  for (std::size_t j = 0; j < e.indices.size(); ++j) {
    const std::uint32_t sample = e.indices[j];
    BOOST_TEST(e.labels[j] == data.labels[sample]);
    const auto image = std::span(data.pixels).subspan(sample * 126, 126);
    const auto expected = nn::reference::augment(
        image, data.shape,
        nn::draw(augmented().augment, data.shape, {5, 4, sample}));
    for (std::size_t i = 0; i < 126; ++i)
      if (const double error = std::abs(e.x(i, j) - (expected[i] - 0.3) / 0.4);
          !(error <= worst))
        worst = error == error ? error : HUGE_VAL;
  }
  BOOST_TEST(worst < 3e-4);  // 1e-4, divided by the deviation
}

BOOST_AUTO_TEST_CASE(neither_threads_nor_prefetching_change_a_bit) {
  const RestoreThreads restore;
  const nn::Dataset data = noise(130);
  std::optional<Epoch> first;
  for (int threads : {1, 2, 3})
    for (bool prefetch : {false, true}) {
      Threads::set_threads(threads);
      nn::Loader loader(nn::all(data), augmented(prefetch));
      BOOST_TEST(loader.prefetches() == prefetch);
      epoch(loader, 1);
      Epoch e = epoch(loader, 2);
      if (!first) first.emplace(e);
      BOOST_TEST(same(e.x, first->x));
      BOOST_TEST(e.labels == first->labels, boost::test_tools::per_element());
      BOOST_TEST(e.indices == first->indices, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_sample_s_picture_depends_on_seed_and_epoch_alone) {
  const nn::Dataset data = noise(60);
  Settings other_order = augmented();
  other_order.shuffle = false;
  other_order.batch_size = 7;
  Settings other_seed = other_order;
  other_seed.seed = 6;
  nn::Loader a(nn::all(data), augmented()), b(nn::all(data), other_order);
  nn::Loader c(nn::all(data), other_seed);
  const Epoch shuffled = epoch(a, 3), in_order = epoch(b, 3);
  const Epoch next = epoch(b, 4), seeded = epoch(c, 3);
  for (std::size_t j = 0; j < 60; ++j) {
    const std::uint32_t i = shuffled.indices[j];
    BOOST_TEST(same(shuffled.x.col(j), in_order.x.col(i)));
    BOOST_TEST(!same(next.x.col(i), in_order.x.col(i)));
    BOOST_TEST(!same(seeded.x.col(i), in_order.x.col(i)));
  }
  // In another subset too.
  nn::Loader alone({&data, {17}}, other_order);
  BOOST_TEST(same(epoch(alone, 3).x, in_order.x.col(17)));
}

BOOST_AUTO_TEST_CASE(more_threads_than_at_the_start_are_no_matter) {
  const RestoreThreads restore;
  const nn::Dataset data = noise(100);
  Threads::set_threads(1);
  nn::Loader loader(nn::all(data), augmented(false));
  const Epoch one = epoch(loader, 1);
  Threads::set_threads(4);
  BOOST_TEST(same(epoch(loader, 1).x, one.x));
}

BOOST_AUTO_TEST_CASE(standardization_is_a_formula_and_off_by_default) {
  const nn::Dataset data = noise(50);
  for (bool prefetch : {false, true}) {
    nn::Loader plain(nn::all(data), {.prefetch = prefetch});
    nn::Loader standard(
        nn::all(data),
        {.mean = 0.125, .standard_deviation = 0.5, .prefetch = prefetch});
    const Epoch a = epoch(plain, 1), b = epoch(standard, 1);
    for (std::size_t j = 0; j < 50; ++j)
      for (std::size_t i = 0; i < 784; ++i) {
        const auto byte = data.pixels[a.indices[j] * 784 + i];
        BOOST_REQUIRE(a.x(i, j) == static_cast<float>(byte / 255.));
        BOOST_REQUIRE(b.x(i, j) == (a.x(i, j) - 0.125f) * 2);
      }
  }
}

BOOST_AUTO_TEST_CASE(pixel_moments_standardize) {
  nn::Dataset data;
  data.shape = {1, 1, 2};
  data.pixels = {0, 51, 102, 255, 7, 7};  // 0, 0.2, 0.4, 1
  data.labels = {0, 1, 2};
  const auto moments = nn::pixel_moments(nn::first(data, 2));
  BOOST_TEST(std::abs(moments.mean - 0.4) < 1e-15);
  BOOST_TEST(std::abs(moments.standard_deviation - std::sqrt(0.14)) < 1e-15);
  BOOST_CHECK_THROW(nn::pixel_moments(nn::first(data, 0)), nn::UsageError);
  const nn::Dataset big = noise(40);
  const auto m = nn::pixel_moments(nn::all(big));
  nn::Loader loader(nn::all(big), {.mean = m.mean,
                                   .standard_deviation = m.standard_deviation});
  const arma::vec all =
      arma::conv_to<arma::vec>::from(arma::vectorise(epoch(loader, 1).x));
  BOOST_TEST(std::abs(arma::mean(all)) < 1e-6);
  BOOST_TEST(std::abs(arma::stddev(all, 1) - 1) < 1e-6);
}

BOOST_AUTO_TEST_CASE(a_batch_stays_while_the_next_one_is_prepared) {
  const nn::Dataset data = noise(200);
  nn::Loader loader(nn::all(data), augmented(true));
  while (const nn::Batch* batch = loader.next()) {
    const arma::fmat before = batch->x;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    BOOST_TEST(same(batch->x, before));
  }
}

BOOST_AUTO_TEST_CASE(an_epoch_can_be_left_and_skipped_at_any_place) {
  const nn::Dataset data = noise(95);
  nn::Loader loader(nn::all(data), augmented(true));
  const Epoch whole = epoch(loader, 2);
  for (std::size_t used = 0; used <= 3; ++used)
    for (std::size_t skipped = 0; skipped <= 3; ++skipped) {
      loader.start_epoch(2);
      for (std::size_t i = 0; i < used; ++i)
        BOOST_TEST(loader.next() != nullptr);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // is ahead
      loader.skip(skipped);
      const auto from = (used + skipped) * 40;
      const Epoch rest(loader);
      BOOST_TEST(rest.indices.size() == (from < 95 ? 95 - from : 0));
      if (from < 95) BOOST_TEST(same(rest.x, whole.x.tail_cols(95 - from)));
      BOOST_TEST(loader.next() == nullptr);
    }
}

BOOST_AUTO_TEST_CASE(a_loader_may_end_in_the_middle_of_an_epoch) {
  const nn::Dataset data = noise(300);
  std::size_t columns = 0;
  for (int i = 0; i < 50; ++i) {
    nn::Loader loader(nn::all(data), augmented(true));
    for (int batches = 0; batches < i % 4; ++batches)
      columns += loader.next()->x.n_cols;
  }
  BOOST_TEST(columns == (12 * (1 + 2 + 3) + 1) * 40u);
  nn::Loader empty(nn::first(data, 0), augmented(true));
  BOOST_TEST(empty.next() == nullptr);
}

BOOST_AUTO_TEST_CASE(impossible_settings_are_a_matter_of_usage) {
  const nn::Dataset data = noise(3);
  const auto refuses = [&](const Settings& settings, const std::string& text) {
    BOOST_CHECK_EXCEPTION(nn::Loader(nn::all(data), settings), nn::UsageError,
                          [&](const nn::UsageError& error) {
                            return std::string(error.what()).find(text) !=
                                   std::string::npos;
                          });
  };
  for (double deviation : {0., -1., 1e-320, std::nan("")})
    refuses({.standard_deviation = deviation}, "cannot be standardized");
  refuses({.mean = std::nan("")}, "cannot be standardized");
  refuses({.augment = {.rotation = 500}}, "rotation is 500");
  refuses({.batch_size = 0, .augment = {.flip = true}, .prefetch = true},
          "batch size 0");
}

BOOST_AUTO_TEST_CASE(augmenting_allocates_nothing,
                     *boost::unit_test::enable_if<counts_allocations>()) {
  const nn::Dataset data = noise(500);
  for (bool prefetch : {false, true}) {
    nn::Loader loader(nn::all(data), augmented(prefetch));
    loader.next();  // starts the threads
    loader.next();
    const long before = allocations;
    std::size_t samples = 0;
    for (std::uint32_t number = 0; number < 3; ++number) {
      loader.start_epoch(number);
      while (const nn::Batch* batch = loader.next())
        samples += batch->x.n_cols;
    }
    const long during = allocations - before;
    BOOST_TEST(during == 0);
    BOOST_TEST(samples == 1500u);
  }
}
