// What the page concludes from its tables, and why: each reason is taken away
// once, and what it explains goes with it.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

/// The matrices of the page's table.
struct TablesMatrices {
  arma::fmat A = normal(64, 80, 1, 0), B = normal(80, 48, 1, 1);

  Traffic traffic(Multiply multiply) const {
    return traffic_of([&] { multiplied(multiply, A, B); });
  }
};

double ratio(std::uint64_t a, std::uint64_t b) {
  return static_cast<double>(a) / static_cast<double>(b);
}

/// A B in plain loops, p ascending, by step(sum, a, b).
template <class Step>
arma::fmat in_loops(const arma::fmat& A, const arma::fmat& B, Step step) {
  arma::fmat C(A.n_rows, B.n_cols, arma::fill::zeros);
  for (arma::uword j = 0; j < B.n_cols; ++j)
    for (arma::uword i = 0; i < A.n_rows; ++i)
      for (arma::uword p = 0; p < A.n_cols; ++p)
        C(i, j) = step(C(i, j), A(i, p), B(p, j));
  return C;
}

/// How many different results a sum has in the three orders of its threads.
std::size_t different_results(Sum sum, const arma::fvec& x) {
  std::set<float> all;
  for (const Order order : orders)
    all.insert(in_order(order, [&] { return sum_of(sum, x); }));
  return all.size();
}

}  // namespace

BOOST_AUTO_TEST_CASE(by_rows_the_same_bytes_in_a_quarter_of_the_sectors) {
  if (!counts()) return;
  const TablesMatrices table;
  const Traffic columns = table.traffic(multiply_by_columns),
                rows = table.traffic(multiply_by_rows);
  BOOST_TEST(rows.device() == columns.device());
  BOOST_TEST(4 * rows.sectors < columns.sectors);
  // Of a sector's 32 bytes the warps use 15; with threads along the rows, 64:
  // the same number serves several threads.
  BOOST_TEST(columns.device() < 16 * columns.sectors);
  BOOST_TEST(rows.device() > 60 * rows.sectors);
}

BOOST_AUTO_TEST_CASE(tiles_need_a_fifteenth_of_the_bytes_a_seventh_of_sectors) {
  if (!counts()) return;
  const TablesMatrices table;
  const Traffic rows = table.traffic(multiply_by_rows),
                tiles = table.traffic(multiply_tiled);
  const double bytes = ratio(rows.device(), tiles.device()),
               sectors = ratio(rows.sectors, tiles.sectors);
  BOOST_TEST((bytes > 14 && bytes < 16), bytes);
  BOOST_TEST((sectors > 7 && sectors < 8), sectors);
  // Every sector is used, all of it, once.
  BOOST_TEST(tiles.device() == sector * tiles.sectors);
}

BOOST_AUTO_TEST_CASE(tiles_move_the_reading_to_shared_memory) {
  if (!counts()) return;
  const TablesMatrices table;
  const Traffic rows = table.traffic(multiply_by_rows),
                tiles = table.traffic(multiply_tiled);
  BOOST_TEST(rows.shared() == 0u);
  const double all = ratio(tiles.device() + tiles.shared(), rows.device());
  BOOST_TEST((all > 1.1 && all < 1.15), all);  // an eighth more
}

// Rounded twice a step, the three kernels; rounded once, the library: bit for
// bit, so nothing else makes them differ.
BOOST_AUTO_TEST_CASE(the_products_differ_only_in_their_rounding) {
  const TablesMatrices table;
  const arma::fmat twice = in_loops(
      table.A, table.B, [](float c, float a, float b) { return c + a * b; });
  const arma::fmat once =
      in_loops(table.A, table.B,
               [](float c, float a, float b) { return std::fma(a, b, c); });
  for (const Multiply kernel :
       {multiply_by_columns, multiply_by_rows, multiply_tiled})
    BOOST_TEST(distance(multiplied(kernel, table.A, table.B), twice) == 0);
  const arma::fmat library = multiplied(multiply_by_library, table.A, table.B);
  BOOST_TEST(distance(library, once) == 0);
  BOOST_TEST(distance(library, by_formula(table.A, table.B)) == 0);
  BOOST_TEST(distance(twice, once) > 1e-6);
}

BOOST_AUTO_TEST_CASE(tiles_save_a_constant_factor_and_more_could_be_saved) {
  if (!counts()) return;
  double left = 0;
  for (const arma::uword n : {16, 32, 64}) {
    const arma::fmat A = normal(n, n, 1, 0), B = normal(n, n, 1, 1);
    const auto count = [&](Multiply multiply) {
      return traffic_of([&] { multiplied(multiply, A, B); });
    };
    const Traffic rows = count(multiply_by_rows), tiles = count(multiply_tiled);
    BOOST_TEST(rows.device_read == tile * tiles.device_read);
    const double more = ratio(tiles.device(), least_bytes(n, n, n));
    BOOST_TEST(more > left * 1.2);
    left = more;
  }
}

// Eight numbers fit into a sector. With columns of one number, a thread's
// neighbors read its neighbors, and a thread per column loses nothing.
BOOST_AUTO_TEST_CASE(softmax_by_threads_suffers_from_long_columns_alone) {
  if (!counts()) return;
  const auto sectors = [](Softmax softmax, arma::uword rows) {
    const arma::fmat Z = normal(rows, 96, 1, 2);
    return traffic_of([&] { softmax_of(softmax, Z); }).sectors;
  };
  BOOST_TEST(sectors(softmax_by_threads, 64) ==
             8 * sectors(softmax_by_warps, 64));
  BOOST_TEST(sectors(softmax_by_threads, 1) == 4 * 96 / 8);
  BOOST_TEST(sectors(softmax_by_threads, 1) < sectors(softmax_by_warps, 1));
}

// Whole numbers add up without rounding, and atomics have one result, too.
BOOST_AUTO_TEST_CASE(the_order_matters_because_additions_round) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const arma::fvec x = 1000 * normal(10000, 1, seed, 3);
    BOOST_TEST(different_results(sum_by_atomics, x) > 1u);
    BOOST_TEST(different_results(sum_by_atomics, arma::round(x)) == 1u);
    BOOST_TEST(different_results(sum_by_tree, x) == 1u);
    BOOST_TEST(different_results(sum_by_shuffles, x) == 1u);
  }
}

BOOST_AUTO_TEST_CASE(all_sums_are_right_to_six_digits) {
  const arma::fvec x = 1000 * normal(10000, 1, 1, 3);
  const double right = arma::accu(arma::conv_to<arma::vec>::from(x));
  for (const Sum sum : right_sums)
    for (const Order order : orders)
      BOOST_TEST(
          std::abs(in_order(order, [&] { return sum_of(sum, x); }) / right -
                   1) < 1e-6);
}

BOOST_AUTO_TEST_CASE(the_backend_adds_nothing_by_atomics) {
  const std::filesystem::path folder =
      std::filesystem::path(NN_SOURCE_DIR) / "common/nn/cuda";
  std::size_t kernels = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    kernels += text.find("__global__") != text.npos;
    BOOST_TEST(text.find("atomicAdd") == text.npos, entry.path());
  }
  BOOST_TEST(kernels > 5u);
}

// In one order the sum is right, and the race is found all the same. With the
// barrier there is none.
BOOST_AUTO_TEST_CASE(a_race_is_found_where_the_result_is_right) {
  if (!counts()) return;
  const arma::fvec x = 1000 * normal(10000, 1, 1, 3);
  const DeviceArray dx(x.memptr(), x.n_elem);
  const DeviceArray<float> dy(1);
  const auto faults = [&](Sum sum, Order order, float& result) {
    const auto found = in_order(order, [&] {
      return faults_of([&] { sum(10000, dx.data(), dy.data()); });
    });
    dy.to_host(&result);
    return found.size();
  };
  const float right = sum_of(sum_by_tree, x);
  for (const Order order : orders) {
    float with = 0, without = 0;
    BOOST_TEST(faults(sum_by_tree, order, with) == 0u);
    BOOST_TEST(faults(sum_without_barrier, order, without) > 0u);
    BOOST_TEST(with == right);
    if (order == Order::forward) BOOST_TEST(std::isnan(without));
    if (order == Order::reverse) BOOST_TEST(without == right);
  }
}
