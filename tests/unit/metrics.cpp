// Accuracy, confusion matrix, softmax, worst mistakes: on numbers by hand.
#include "nn/training/metrics.hpp"

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

namespace {
// One column per sample; the classes predicted are 2, 0, 1, 1.
const arma::fmat scores = {{0, 5, 1, 0}, {1, 4, 3, 9}, {2, 0, 2, 0}};
const std::vector<std::int32_t> actual = {2, 1, 1, 0};
}  // namespace

BOOST_AUTO_TEST_CASE(prediction_is_the_largest_score) {
  BOOST_TEST(nn::predict(scores) == (std::vector<std::int32_t>{2, 0, 1, 1}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(accuracy_is_the_share_of_right_ones) {
  BOOST_TEST(nn::accuracy(nn::predict(scores), actual) == 0.5);
  BOOST_TEST(nn::accuracy(actual, actual) == 1);
  BOOST_CHECK_THROW(nn::accuracy({}, {}), nn::ShapeError);
}

BOOST_AUTO_TEST_CASE(confusion_matrix_counts_actual_against_predicted) {
  const arma::umat counts =
      nn::confusion_matrix(nn::predict(scores), actual, 3);
  const arma::umat expected = {{0, 1, 0}, {1, 1, 0}, {0, 0, 1}};
  BOOST_TEST(arma::all(arma::vectorise(counts == expected)));
}

BOOST_AUTO_TEST_CASE(softmax_of_large_and_equal_logits) {
  const arma::fmat p = nn::softmax(arma::fmat{{1010, 0}, {1000, 0}, {990, 0}});
  // exp(-10) = 4.5399930e-5, exp(-20) = 2.0611537e-9
  const double sum = 1 + 4.5399930e-5 + 2.0611537e-9;
  BOOST_TEST(std::abs(p(0, 0) - 1 / sum) < 1e-7);
  BOOST_TEST(std::abs(p(1, 0) - 4.5399930e-5 / sum) < 1e-11);
  BOOST_TEST(std::abs(p(2, 0) - 2.0611537e-9 / sum) < 1e-15);
  BOOST_TEST(std::abs(p(0, 1) - 1.0 / 3) < 1e-7);
}

BOOST_AUTO_TEST_CASE(worst_mistakes_come_first_and_right_answers_never) {
  // Sample 3 is surer of its mistake (9 against 0) than sample 1 (5 to 4).
  BOOST_TEST(nn::worst_mistakes(scores, actual, 10) ==
                 (std::vector<std::uint32_t>{3, 1}),
             boost::test_tools::per_element());
  BOOST_TEST(nn::worst_mistakes(scores, actual, 1).size() == 1u);
}
