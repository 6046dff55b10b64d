// Chapter 0: what its text and its program claim about Armadillo. Everything
// here belongs to row 41 of the notes' map (notes C, section 1); the figures
// are those that the notes print for NumPy.
#include <boost/test/unit_test.hpp>

#include "00_armadillo/basics.hpp"
#include "00_armadillo/mistakes.hpp"
#include "00_armadillo/pictures.hpp"
#include "00_armadillo/views.hpp"

using namespace chapter00;
namespace tt = boost::test_tools;

namespace {

bool same(const arma::mat& a, const arma::mat& b) {
  return arma::approx_equal(a, b, "absdiff", 0.0);
}

/// Two images of 2 x 3 pixels: 0, 51, ... 255, and the same backwards.
nn::Dataset two_images() {
  nn::Dataset data;
  data.name = "test";
  data.shape = {1, 2, 3};
  data.classes = 3;
  data.class_names = {"a", "b", "c"};
  data.pixels = {0, 51, 102, 153, 204, 255, 255, 204, 153, 102, 51, 0};
  data.labels = {2, 0};
  return data;
}

}  // namespace

// Row 41
BOOST_AUTO_TEST_CASE(row_41_memory_goes_down_the_columns) {
  const std::vector<double> columns{51, 14, 0, 55, 19, 4};
  BOOST_TEST(memory_of(matrix_x()) == columns, tt::per_element());
  // The notes' X.flatten().
  BOOST_TEST(same(row_by_row(matrix_x()), {51, 55, 14, 19, 0, 4}));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_a_row_touches_as_many_cache_lines_as_numbers) {
  // 16 neighboring floats or 8 doubles share a 64-byte line.
  BOOST_TEST(cache_lines<float>(4096, 1) == 256u);
  BOOST_TEST(cache_lines<double>(4096, 1) == 512u);
  BOOST_TEST(cache_lines<float>(4096, 4096) == 4096u);
  BOOST_TEST(cache_lines<float>(17, 1) == 2u);
  BOOST_TEST(cache_lines<float>(4, 8) == 2u);
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_both_walks_give_the_same_sum) {
  arma::fmat x(7, 5);
  for (arma::uword i = 0; i < x.n_elem; ++i)
    x(i) = float(i);
  BOOST_TEST(sum_by_columns(x) == 34 * 35 / 2);
  BOOST_TEST(sum_by_rows(x) == 34 * 35 / 2);
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_element_access_like_the_notes) {
  const arma::mat x = matrix_x();
  BOOST_TEST(same(x.row(0), {51, 55}));
  BOOST_TEST(x(0, 1) == 55);
  const arma::vec two = row_by_row(x).elem(arma::uvec{0, 2});
  BOOST_TEST(same(two.t(), {51, 14}));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_broadcasting_a_row_and_a_column) {
  BOOST_TEST(same(each_row_times(matrix_a(), row_b()), {{10, 40}, {30, 80}}));
  BOOST_TEST(same(with_bias(matrix_a(), {10, 20}), {{11, 12}, {23, 24}}));
  BOOST_TEST(same(matrix_a() * matrix_a(), {{7, 10}, {15, 22}}));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_boolean_masks) {
  BOOST_TEST(same(above(matrix_x(), 15).t(), {51, 55, 19}));
  BOOST_TEST(above(matrix_x(), 100).n_elem == 0u);
  BOOST_TEST(!arma::all(arma::vectorise(matrix_x() == 51)));
  const arma::mat y{{-2, 3, 0}, {4, -5, 6}};
  BOOST_TEST(same(mask_of_positive(y), {{0, 1, 0}, {1, 0, 1}}));
  BOOST_TEST(same(relu_by_mask(y), {{0, 3, 0}, {4, 0, 6}}));
  BOOST_TEST(same(relu_by_loop(y), relu_by_mask(y)));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_a_slice_changes_its_owner_and_a_copy_does_not) {
  arma::mat x = matrix_x();
  BOOST_TEST(same(doubled_copy(x, 0, 1), {{102, 110}, {28, 38}, {0, 8}}));
  BOOST_TEST(same(x, matrix_x()));
  double_columns(x, 1, 1);
  BOOST_TEST(same(x, {{51, 110}, {14, 38}, {0, 8}}));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_a_view_and_its_owner_share_their_numbers) {
  arma::vec owner{1, 2, 3, 4, 5, 6};
  arma::mat view = view_of(owner, 2, 2, 2);
  BOOST_TEST(same(view, {{3, 5}, {4, 6}}));
  view(0, 1) = 50;
  BOOST_TEST(owner(4) == 50);
  owner(3) = 40;
  BOOST_TEST(view(1, 0) == 40);
  // A result of the same size goes into the view's memory, not beside it.
  view = 2 * view;
  BOOST_TEST(same(owner.t(), {1, 2, 6, 80, 100, 12}));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_a_formula_waits_and_a_matrix_does_not) {
  const arma::mat a{{1, 2}}, b{{10, 20}};
  const auto [at_once, later] = sum_then_change(a, b);
  BOOST_TEST(same(at_once, {{11, 22}}));
  BOOST_TEST(same(later, {{10, 20}}));
  static_assert(!is_matrix<decltype(a + b)>);
  static_assert(is_matrix<decltype((a + b).eval())>);
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_overlapping_parts_are_moved_through_a_copy) {
  BOOST_TEST(same(moved_right({{1, 2, 3, 4}}), {{1, 1, 2, 3}}));
  BOOST_TEST(same(moved_right_wrongly({{1, 2, 3, 4}}), {{1, 1, 1, 1}}));
}

// Row 41, errata 2
BOOST_AUTO_TEST_CASE(row_41_the_compiler_refuses_what_python_does_not_run) {
  BOOST_TEST(!has_zeros_misspelled<arma::mat>);
  BOOST_TEST(!takes_two_lists<arma::mat>);
  BOOST_TEST(!brackets_elem<arma::mat>);
  BOOST_TEST(has_zeros<arma::mat>);
  BOOST_TEST(takes_rows_in_braces<arma::mat>);
  BOOST_TEST(calls_elem<arma::mat>);
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_an_image_is_read_and_stands_upright) {
  const nn::Dataset data = two_images();
  const arma::vec x = column_of(data, 0);
  BOOST_TEST(arma::abs(x - arma::vec{0, .2, .4, .6, .8, 1}).max() == 0);
  BOOST_TEST(same(picture(x, data.shape), {{0, .2, .4}, {.6, .8, 1}}));
  BOOST_TEST(same(on_its_side(x, data.shape), {{0, .6}, {.2, .8}, {.4, 1}}));
  BOOST_TEST(same(column_of(data, 1), arma::reverse(x)));
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_the_library_reads_the_same_image) {
  const nn::Dataset data = two_images();
  const arma::fmat x = columns_of_loader(data, 2);
  for (arma::uword i = 0; i < 2; ++i)
    BOOST_TEST(
        arma::abs(arma::conv_to<arma::vec>::from(x.col(i)) - column_of(data, i))
            .max() < 6e-8);  // a float's half step below 1
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_brightest_pixels_and_the_center_of_light) {
  const arma::mat image{{0, 0.5, 0}, {1, 0, 0.5}};
  const auto [rows, cols] = brightest(image, 3);
  // Of the two at 0.5 the one that lies first in memory comes first.
  BOOST_TEST(arma::all(rows == arma::uvec{1, 0, 1}));
  BOOST_TEST(arma::all(cols == arma::uvec{0, 1, 2}));
  const Point center = center_of_light(image);
  BOOST_TEST(center.row == 0.75);  // (0 * 0.5 + 1 * 1 + 1 * 0.5) / 2
  BOOST_TEST(center.col == 0.75);  // (1 * 0.5 + 0 * 1 + 2 * 0.5) / 2
}

// Row 41
BOOST_AUTO_TEST_CASE(row_41_the_first_image_of_each_class_that_there_is) {
  const std::vector<std::size_t> found{1, 0};  // class 0, class 2
  BOOST_TEST(one_of_each_class(two_images()) == found, tt::per_element());
}
