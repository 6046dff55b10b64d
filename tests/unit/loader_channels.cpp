// Each channel with a mean and a deviation of its own, and colors in batches.
#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"
#include "nn/data/loader.hpp"

#include "allocations.hpp"

using Settings = nn::Loader::Settings;

namespace {

/// Channel k is brighter and flatter, the higher k is.
nn::Dataset tinted(std::size_t count, nn::Shape shape) {
  nn::Dataset data;
  data.name = "tinted";
  data.shape = shape;
  data.classes = 10;
  nn::Random random(1, nn::Stream::data);
  for (std::size_t i = 0; i < count * shape.pixels(); ++i)
    for (std::uint32_t k = 0; k < shape.channels; ++k)
      data.pixels.push_back(
          static_cast<std::uint8_t>(60 * k + random.integer(200 - 60 * k)));
  for (std::size_t i = 0; i < count; ++i)
    data.labels.push_back(static_cast<std::int32_t>(i % 10));
  return data;
}

arma::fmat epoch(nn::Loader& loader) {
  loader.start_epoch(1);
  arma::fmat x;
  while (const nn::Batch* batch = loader.next())
    x = arma::join_rows(x, batch->x);
  return x;
}

bool same(const arma::fmat& a, const arma::fmat& b) {
  return arma::size(a) == arma::size(b) && a.n_elem > 0 &&
         std::equal(a.begin(), a.end(), b.begin());
}

}  // namespace

BOOST_AUTO_TEST_CASE(channel_moments_by_hand) {
  nn::Dataset data;
  data.shape = {2, 1, 2};
  data.pixels = {0, 51, 255, 153, 51, 0, 204, 0};  // two images of two pixels
  data.labels = {0, 1};
  const auto moments = nn::channel_moments(nn::all(data));
  BOOST_REQUIRE(moments.size() == 2u);
  BOOST_TEST(std::abs(moments[0].mean - 0.5) < 1e-15);  // 0, 1, 0.2, 0.8
  BOOST_TEST(std::abs(moments[0].standard_deviation - std::sqrt(0.17)) < 1e-15);
  BOOST_TEST(std::abs(moments[1].mean - 0.2) < 1e-15);  // 0.2, 0.6, 0, 0
  BOOST_TEST(std::abs(moments[1].standard_deviation - std::sqrt(0.06)) < 1e-15);
  BOOST_CHECK_THROW(nn::channel_moments(nn::first(data, 0)), nn::UsageError);
}

BOOST_AUTO_TEST_CASE(each_channel_gets_mean_0_and_deviation_1) {
  const nn::Dataset data = tinted(60, {3, 6, 7});
  nn::Loader loader(nn::all(data),
                    {.channels = nn::channel_moments(nn::all(data))});
  BOOST_TEST(loader.standardizes_channels());
  const arma::fmat x = epoch(loader);
  for (arma::uword k = 0; k < 3; ++k) {
    const arma::vec values = arma::vectorise(arma::conv_to<arma::mat>::from(
        x.rows(arma::regspace<arma::uvec>(k, 3, x.n_rows - 1))));
    BOOST_TEST(std::abs(arma::mean(values)) < 1e-6);
    BOOST_TEST(std::abs(arma::stddev(values, 1) - 1) < 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(a_gray_image_s_digits_stay_as_they_were) {
  const nn::Dataset data = tinted(60, {1, 6, 7});
  const nn::PixelMoments m = nn::pixel_moments(nn::all(data));
  const auto channels = nn::channel_moments(nn::all(data));
  BOOST_REQUIRE(channels.size() == 1u);
  BOOST_TEST(channels[0].mean == m.mean);
  BOOST_TEST(channels[0].standard_deviation == m.standard_deviation);
  for (const char* augment : {"none", "geo:1,10,1"}) {
    Settings whole{.augment = nn::parse_augment(augment),
                   .mean = m.mean,
                   .standard_deviation = m.standard_deviation};
    Settings one{.augment = whole.augment, .channels = channels};
    nn::Loader a(nn::all(data), whole), b(nn::all(data), one);
    BOOST_TEST(!b.standardizes_channels());
    BOOST_TEST(same(epoch(a), epoch(b)));
  }
}

BOOST_AUTO_TEST_CASE(channels_are_standardized_after_augmentation) {
  const nn::Dataset data = tinted(40, {3, 8, 8});
  Settings plain{
      .seed = 3,
      .augment = nn::parse_augment("flip+shift:4+color:0.4+erase:1")};
  Settings own = plain;
  own.channels = {{0.5, 0.25}, {0.25, 0.5}, {0, 1}};
  nn::Loader a(nn::all(data), plain), b(nn::all(data), own);
  const arma::fmat x = epoch(a), y = epoch(b);
  BOOST_REQUIRE(arma::size(x) == arma::size(y));
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const auto& [mean, deviation] = own.channels[i % 3];
    BOOST_REQUIRE(y(i) == (x(i) - float(mean)) * float(1 / deviation));
  }
}

BOOST_AUTO_TEST_CASE(as_many_channels_as_the_images_have) {
  const nn::Dataset data = tinted(5, {3, 8, 8});
  for (const std::size_t count : {1u, 2u, 4u}) {
    Settings settings;
    settings.channels.resize(count);
    BOOST_CHECK_EXCEPTION(
        nn::Loader(nn::all(data), settings), nn::UsageError,
        [&](const auto& error) {
          const std::string what = error.what();
          return what.find(std::to_string(count) + " channels") != what.npos &&
                 what.find("tinted are 3x8x8") != what.npos;
        });
  }
  Settings settings;
  settings.channels = {{0, 1}, {0, 0}, {0, 1}};
  BOOST_CHECK_THROW(nn::Loader(nn::all(data), settings), nn::UsageError);
}

BOOST_AUTO_TEST_CASE(threads_change_no_bit_of_colors) {
  const nn::Dataset data = tinted(130, {3, 16, 16});
  arma::fmat first;
  for (const int threads : {1, 2, 3})
    for (const bool prefetch : {false, true}) {
      nn::cpu::Threads::set_threads(threads);
      nn::Loader loader(nn::all(data),
                        {.batch_size = 50,
                         .augment = nn::parse_augment("color:0.4+flip+shift:2"),
                         .channels = nn::channel_moments(nn::all(data)),
                         .prefetch = prefetch});
      const arma::fmat x = epoch(loader);
      if (first.is_empty()) first = x;
      BOOST_TEST(same(x, first));
    }
  nn::cpu::Threads::set_threads(0);
}

BOOST_AUTO_TEST_CASE(colors_allocate_nothing) {
  if (!counts_allocations) return;
  const nn::Dataset data = tinted(100, {3, 8, 8});
  nn::Loader loader(nn::all(data),
                    {.batch_size = 10,
                     .augment = nn::parse_augment("color:0.4+geo:1,10,1"),
                     .channels = nn::channel_moments(nn::all(data))});
  loader.start_epoch(1);
  loader.next();
  const long before = allocations;
  while (loader.next() != nullptr) {
  }
  const long after = allocations;
  BOOST_TEST(after == before);
}
