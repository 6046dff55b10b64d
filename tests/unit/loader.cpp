// Mini-batches: every sample once, in the seed's order, without allocations.
#include "nn/data/loader.hpp"

#include <numeric>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

#include "allocations.hpp"

namespace {

using Indices = std::vector<std::uint32_t>;

/// `count` images of 2 x 3 pixels; pixel f of sample i is 7 i + f (mod 256).
nn::Dataset make_data(std::size_t count, nn::Shape shape = {1, 2, 3}) {
  nn::Dataset data;
  data.name = "test data";
  data.shape = shape;
  data.classes = 10;
  for (std::size_t i = 0; i < count; ++i) {
    data.labels.push_back(static_cast<std::int32_t>(i % 10));
    for (std::size_t f = 0; f < shape.features(); ++f)
      data.pixels.push_back(static_cast<std::uint8_t>(7 * i + f));
  }
  return data;
}

/// The samples of the rest of the epoch, in order.
Indices rest(nn::Loader& loader) {
  Indices seen;
  while (const nn::Batch* batch = loader.next())
    seen.insert(seen.end(), batch->indices.begin(), batch->indices.end());
  return seen;
}

Indices epoch(nn::Loader& loader, std::uint32_t number) {
  loader.start_epoch(number);
  return rest(loader);
}

/// Is everything in the batch what the data has for its indices?
bool matches(const nn::Batch& batch, const nn::Dataset& data) {
  const std::size_t n = data.shape.features();
  bool same = batch.x.n_rows == n && batch.x.n_cols == batch.indices.size() &&
              batch.labels.size() == batch.indices.size();
  for (std::size_t j = 0; same && j < batch.indices.size(); ++j) {
    const std::size_t i = batch.indices[j];
    same = batch.labels[j] == data.labels[i];
    for (std::size_t f = 0; same && f < n; ++f)
      same =
          batch.x(f, j) == static_cast<float>(data.pixels[i * n + f]) / 255.f;
  }
  return same;
}

}  // namespace

BOOST_AUTO_TEST_CASE(batches_hold_the_samples_they_name) {
  const nn::Dataset data = make_data(103);
  for (std::size_t size : {1, 10, 103, 1000}) {
    nn::Loader loader(nn::all(data), {.batch_size = size});
    std::size_t batches = 0, samples = 0;
    while (const nn::Batch* batch = loader.next()) {
      BOOST_TEST(matches(*batch, data));
      samples += batch->x.n_cols;
      ++batches;
    }
    BOOST_TEST(batches == (103 + size - 1) / size);
    BOOST_TEST(loader.batches() == batches);
    BOOST_TEST(loader.samples() == samples);
    BOOST_TEST(loader.next() == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(large_batches_are_gathered_by_all_threads_alike) {
  const nn::Dataset data = make_data(1500, {1, 28, 28});
  nn::Loader loader(nn::all(data), {.batch_size = 700});
  while (const nn::Batch* batch = loader.next())
    BOOST_TEST(matches(*batch, data));
}

BOOST_AUTO_TEST_CASE(every_byte_is_divided_exactly) {
  const nn::Dataset data = make_data(256, {1, 1, 1});  // 7 i: all 256 values
  nn::Loader loader(nn::all(data), {.batch_size = 256});
  const nn::Batch& batch = *loader.next();
  for (std::size_t j = 0; j < 256; ++j) {
    const auto byte = data.pixels[batch.indices[j]];
    BOOST_TEST(batch.x(0, j) == static_cast<float>(byte / 255.0));
  }
  BOOST_TEST(batch.x.max() == 1.f);
  BOOST_TEST(batch.x.min() == 0.f);
}

BOOST_AUTO_TEST_CASE(without_pixels_the_batches_are_the_same) {
  const nn::Dataset data = make_data(23);
  nn::Loader full(nn::all(data), {.batch_size = 5});
  nn::Loader bare(nn::all(data), {.batch_size = 5});
  for (std::uint32_t number : {1, 2}) {
    full.start_epoch(number);
    bare.start_epoch(number);
    while (const nn::Batch* expected = full.next()) {
      const nn::Batch* batch = bare.next_without_pixels();
      BOOST_REQUIRE(batch);
      BOOST_TEST(std::ranges::equal(batch->indices, expected->indices));
      BOOST_TEST(std::ranges::equal(batch->labels, expected->labels));
    }
    BOOST_TEST(!bare.next_without_pixels());
  }
}

BOOST_AUTO_TEST_CASE(the_last_batch_holds_what_is_left) {
  const nn::Dataset data = make_data(25);
  nn::Loader loader(nn::all(data), {.batch_size = 10});
  for (std::uint32_t number : {0, 1, 2}) {
    loader.start_epoch(number);
    for (arma::uword columns : {10, 10, 5})
      BOOST_TEST(loader.next()->x.n_cols == columns);
    BOOST_TEST(loader.next() == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(every_sample_comes_exactly_once_an_epoch) {
  const nn::Dataset data = make_data(103);
  nn::Loader loader(nn::all(data), {.batch_size = 8});
  for (std::uint32_t number = 0; number < 5; ++number) {
    Indices seen = epoch(loader, number);
    BOOST_TEST(seen != nn::all(data).indices);
    std::ranges::sort(seen);
    BOOST_TEST(seen == nn::all(data).indices, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(seed_and_epoch_alone_decide_the_order) {
  const nn::Dataset data = make_data(103);
  nn::Loader a(nn::all(data), {.batch_size = 8, .seed = 5});
  nn::Loader b(nn::all(data), {.batch_size = 50, .seed = 5});
  nn::Loader c(nn::all(data), {.batch_size = 8, .seed = 6});
  const Indices third = epoch(a, 3);
  epoch(b, 1);
  BOOST_TEST(third == epoch(b, 3), boost::test_tools::per_element());
  BOOST_TEST(third == epoch(a, 3), boost::test_tools::per_element());
  BOOST_TEST(third != epoch(a, 4));
  BOOST_TEST(third != epoch(c, 3));
  nn::Loader fresh(nn::all(data), {.batch_size = 8, .seed = 5});
  BOOST_TEST(rest(fresh) == epoch(a, 0), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(without_shuffling_the_subset_s_order_stays) {
  const nn::Dataset data = make_data(30);
  const nn::Subset subset{&data, {7, 3, 3, 29, 0}};
  nn::Loader loader(subset, {.batch_size = 2, .shuffle = false});
  BOOST_TEST(epoch(loader, 4) == subset.indices,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(skipping_resumes_within_an_epoch) {
  const nn::Dataset data = make_data(25);
  nn::Loader loader(nn::all(data), {.batch_size = 10});
  const Indices whole = epoch(loader, 2);
  for (std::size_t batches = 0; batches <= 4; ++batches) {
    loader.start_epoch(2);
    loader.skip(batches);
    const auto at = static_cast<std::ptrdiff_t>(std::min(batches * 10, 25ul));
    BOOST_TEST(rest(loader) == Indices(whole.begin() + at, whole.end()),
               boost::test_tools::per_element());
  }
  loader.start_epoch(2);
  loader.skip(~std::size_t{0});
  BOOST_TEST(loader.next() == nullptr);
}

BOOST_AUTO_TEST_CASE(a_split_shares_no_sample) {
  const nn::Dataset data = make_data(100);
  const nn::Subset ninety = nn::first(data, 90);
  const auto [train, validation] = nn::split(ninety, 20);
  BOOST_TEST(train.indices == nn::first(data, 70).indices,
             boost::test_tools::per_element());
  Indices last(20);
  std::iota(last.begin(), last.end(), 70u);
  BOOST_TEST(validation.indices == last, boost::test_tools::per_element());
  nn::Loader loader(validation, {.batch_size = 7});
  Indices seen = epoch(loader, 1);
  std::ranges::sort(seen);
  BOOST_TEST(seen == last, boost::test_tools::per_element());
  BOOST_TEST(nn::split(ninety, 0).second.size() == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_to_load_is_an_empty_epoch) {
  const nn::Dataset data = make_data(10);
  nn::Loader loader(nn::first(data, 0), {.batch_size = 4});
  BOOST_TEST(loader.batches() == 0u);
  BOOST_TEST(loader.next() == nullptr);
}

BOOST_AUTO_TEST_CASE(impossible_wishes_are_a_matter_of_usage) {
  const nn::Dataset data = make_data(10);
  const auto says = [](const std::string& text) {
    return [text](const nn::UsageError& error) {
      return std::string(error.what()).find(text) != std::string::npos;
    };
  };
  BOOST_CHECK_EXCEPTION(nn::Loader(nn::all(data), {.batch_size = 0}),
                        nn::UsageError, says("batch size 0"));
  BOOST_CHECK_EXCEPTION(nn::split(nn::all(data), 11), nn::UsageError,
                        says("11 samples for validation: of 10"));
  BOOST_CHECK_EXCEPTION(nn::split(nn::all(data), 10), nn::UsageError,
                        says("none would be left"));
  BOOST_CHECK_EXCEPTION(nn::first(data, 11), nn::UsageError,
                        says("first 11 samples: test data has 10"));
}

BOOST_AUTO_TEST_CASE(after_the_first_batch_nothing_is_allocated,
                     *boost::unit_test::enable_if<counts_allocations>()) {
  const nn::Dataset data = make_data(1500, {1, 28, 28});
  for (std::size_t size : {128, 700}) {  // on one thread, on all of them
    nn::Loader loader(nn::all(data), {.batch_size = size});
    loader.next();  // starts the threads
    const long before = allocations;
    std::size_t samples = 0;
    for (std::uint32_t number = 0; number < 3; ++number) {
      loader.start_epoch(number);
      while (const nn::Batch* batch = loader.next())
        samples += batch->x.n_cols;
    }
    const long during = allocations - before;
    BOOST_TEST(during == 0);
    BOOST_TEST(samples == 4500u);
  }
  // And the counter does count Armadillo's allocations.
  const long before = allocations;
  const arma::fmat copy(100, 100);
  BOOST_TEST(allocations > before);
  BOOST_TEST(copy.is_finite());
}
