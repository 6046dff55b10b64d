// Tables: the four of the project are what their sources say, what is written
// by hand is read, and everything else is refused in one line.
#include "nn/data/table.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <sstream>

#include "nn/core/error.hpp"
#include "nn/io/sha256.hpp"

#include "files.hpp"

namespace {

nn::Table read(const std::string& text) {
  const Folder folder;
  store(folder.path / "small.csv", text);
  return nn::read_table(folder.path / "small.csv");
}

/// The refusal must be one line, begin with the file and hold all `words`.
void refused(const std::string& text, const std::vector<std::string>& words) {
  const Folder folder;
  const fs::path path = folder.path / "bad.csv";
  store(path, text);
  BOOST_TEST_CONTEXT(text.substr(0, 60)) {
    try {
      nn::read_table(path);
      BOOST_ERROR("it was accepted");
    } catch (const nn::DataError& error) {
      const std::string what = error.what();
      BOOST_TEST(what.starts_with(path.string() + ": "));
      BOOST_TEST(what.find('\n') == std::string::npos);
      BOOST_TEST(what.size() < 400);
      for (const auto& word : words)
        BOOST_TEST(has(what, word),
                   "\"" << word << "\" is missing in: " << what);
    }
  }
}

std::size_t count(const nn::Table& table, std::int32_t label) {
  return static_cast<std::size_t>(std::ranges::count(table.labels, label));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_written_by_hand_is_read) {
  const nn::Table table = read("a,b c,kind\n1,-2.5,x\n3e2,.5,y\n0,7,x\n");
  BOOST_TEST(table.name == "small");
  BOOST_TEST(arma::approx_equal(table.x, arma::mat("1 300 0; -2.5 0.5 7"),
                                "both", 0, 0));
  BOOST_TEST(table.labels == (std::vector<std::int32_t>{0, 1, 0}));
  BOOST_TEST(table.feature_names == (std::vector<std::string>{"a", "b c"}));
  BOOST_TEST(table.class_names == (std::vector<std::string>{"x", "y"}));
}

BOOST_AUTO_TEST_CASE(line_ends_marks_and_a_missing_last_line_end_do_no_harm) {
  const nn::Table plain = read("a,kind\n1,x\n2,y\n");
  for (const char* text : {"a,kind\r\n1,x\r\n2,y\r\n", "a,kind\n1,x\n2,y",
                           "\xef\xbb\xbf"
                           "a,kind\n1,x\n2,y\n"}) {
    const nn::Table table = read(text);
    BOOST_TEST(arma::approx_equal(table.x, plain.x, "both", 0, 0));
    BOOST_TEST(table.labels == plain.labels);
    BOOST_TEST(table.feature_names == plain.feature_names);
    BOOST_TEST(table.class_names == plain.class_names);
  }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_with_line_and_column) {
  refused("", {"is empty"});
  refused("a,kind\n", {"line 1", "samples"});
  refused("kind\nx\n", {"line 1", "separated by commas"});
  refused("a,b,kind\n1,2,x\n1,x\n", {"line 3", "expected 3", "found 2"});
  refused("a,kind\n1,x\n\n2,y\n", {"line 3", "expected 2", "found 1"});
  refused("a,kind\n1,2,x\n", {"line 2", "expected 2", "found 3"});
  for (const char* number : {"one", "", "1.5 ", " 1.5", "1,5", "0x10", "nan",
                             "inf", "1e999", "--1", "1.5.2"})
    refused("a,petal,kind\n1,2,x\n1," + std::string(number) + ",x\n",
            {"line 3"});
  refused("a,petal,kind\n1,2,x\n1,2 cm,x\n",
          {"line 3, column 2 (petal)", "a number", "\"2 cm\""});
  refused("a,kind\n1,x\n2,\n", {"line 3, column 2 (kind)", "class"});
  refused("1.5,2.5,0\n1.6,2.6,1\n", {"line 1", "line of names", "\"1.5\""});
  refused("a,,kind\n1,2,x\n", {"line 1, column 2", "name of a column"});
  refused("a,kind\n1,\"x\"\n", {"line 2, column 2", "quotation marks"});
  refused("a,kind\n1,x\x1b[31m\n", {"line 2, column 2", "control"});
  refused("a\tb,kind\n1,x\n", {"line 1, column 1", "control"});
  refused("a,kind\n1,x\n2\x1b[31m,y\n", {"line 3", "\\u001b"});
}

BOOST_AUTO_TEST_CASE(numbers_in_the_place_of_classes_are_too_many_classes) {
  std::string text = "a,price\n";
  for (int i = 0; i < 1000; ++i)
    text += "1," + std::to_string(i) + ".5\n";
  BOOST_TEST(read(text).classes() == 1000u);
  refused(text + "1,1000.5\n",
          {"line 1002, column 2 (price)", "at most 1000 classes"});
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_named) {
  BOOST_CHECK_EXCEPTION(nn::read_table("/nowhere/a.csv"), nn::DataError,
                        [](const nn::DataError& e) {
                          return has(e.what(),
                                     "/nowhere/a.csv: there is no such file");
                        });
}

// UCI's descriptions of the data sets and, for sums of columns, what awk says.
BOOST_AUTO_TEST_CASE(the_tables_are_what_their_sources_say) {
  struct Known {
    const char* name;
    std::size_t features, samples;
    std::vector<std::size_t> classes;
    double first_mean;
  };
  for (const Known& known : std::initializer_list<Known>{
           {"iris", 4, 150, {50, 50, 50}, 876.5 / 150},
           {"wine", 13, 178, {59, 71, 48}, 2314.11 / 178},
           {"breast_cancer", 30, 569, {212, 357}, 8038.429 / 569},
           {"digits",
            64,
            1797,
            {178, 182, 177, 183, 181, 182, 181, 179, 174, 180},
            0}}) {
    BOOST_TEST_CONTEXT(known.name) {
      const nn::Table table = nn::load_table(known.name);
      BOOST_TEST(table.name == known.name);
      BOOST_TEST(table.x.n_rows == known.features);
      BOOST_TEST(table.features() == known.features);
      BOOST_TEST(table.x.n_cols == known.samples);
      BOOST_TEST(table.size() == known.samples);
      BOOST_REQUIRE(table.classes() == known.classes.size());
      for (std::size_t k = 0; k < known.classes.size(); ++k)
        BOOST_TEST(count(table, static_cast<std::int32_t>(k)) ==
                   known.classes[k]);
      // The sum of 569 numbers rounds in its last digits.
      BOOST_TEST(std::abs(arma::mean(table.x.row(0)) - known.first_mean) <
                 1e-12);
    }
  }
  const nn::Table iris = nn::load_table("iris");
  BOOST_TEST(iris.class_names ==
             (std::vector<std::string>{"setosa", "versicolor", "virginica"}));
  BOOST_TEST(iris.feature_names[2] == "petal length (cm)");
  // Sample 35 as in Fisher's paper; UCI's file has 4.9,3.1,1.5,0.1 there.
  BOOST_TEST(arma::approx_equal(iris.x.col(34), arma::vec{4.9, 3.1, 1.5, 0.2},
                                "both", 0, 0));
  const nn::Table digits = nn::load_table("digits");
  BOOST_TEST(digits.x.max() == 16);
  BOOST_TEST(digits.x.min() == 0);
  for (std::size_t i = 0; i < digits.size(); ++i)
    BOOST_REQUIRE(digits.class_names[digits.labels[i]].size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_catalogue_has_the_tables_hashes) {
  const fs::path data = fs::path(NN_SOURCE_DIR) / "data";
  const std::string source =
      load(fs::path(NN_SOURCE_DIR) / "common/nn/data/table.cpp");
  std::istringstream catalogue(load(data / "catalogue.tsv"));
  int rows = 0;
  for (std::string row; std::getline(catalogue, row);) {
    std::istringstream columns(row);
    std::string kind, set, file, size, hash, license;
    columns >> kind >> set >> file >> size >> hash >> license;
    if (kind != "table") continue;
    const std::string bytes = load(data / "tables" / file);
    BOOST_TEST(std::to_string(bytes.size()) == size);
    BOOST_TEST(nn::sha256(std::span(bytes)) == hash);
    BOOST_TEST(has(source, hash), row);
    BOOST_TEST(license == "CC-BY-4.0");
    ++rows;
  }
  BOOST_TEST(rows == 4);
}

BOOST_AUTO_TEST_CASE(an_unknown_table_is_named_with_those_there_are) {
  BOOST_CHECK_EXCEPTION(
      nn::load_table("../iris"), nn::UsageError, [](const nn::UsageError& e) {
        return has(e.what(), "\"../iris\"") && has(e.what(), "breast_cancer");
      });
}

BOOST_AUTO_TEST_CASE(both_parts_have_the_mixture_of_classes) {
  const nn::Table wine = nn::load_table("wine");
  const auto [train, test] =
      nn::split_table(wine, 0.25, nn::Random(1, nn::Stream::data));
  // A quarter of 59, 71 and 48, rounded.
  BOOST_TEST(count(test, 0) == 15u);
  BOOST_TEST(count(test, 1) == 18u);
  BOOST_TEST(count(test, 2) == 12u);
  BOOST_TEST(train.size() + test.size() == wine.size());
  BOOST_TEST(train.class_names == wine.class_names);
  // Every sample is in one of them, once, with its own label.
  const auto rows = [](const nn::Table& table) {
    std::multiset<std::vector<double>> found;
    for (std::size_t i = 0; i < table.size(); ++i) {
      auto row = arma::conv_to<std::vector<double>>::from(table.x.col(i));
      row.push_back(table.labels[i]);
      found.insert(std::move(row));
    }
    return found;
  };
  auto both = rows(train);
  both.merge(rows(test));
  BOOST_TEST((both == rows(wine)));
  // The order is random: the classes do not stand one after the other.
  BOOST_TEST(!std::ranges::is_sorted(train.labels));
}

BOOST_AUTO_TEST_CASE(a_split_depends_on_its_generator_alone) {
  const nn::Table iris = nn::load_table("iris");
  const auto labels = [&](std::uint64_t seed) {
    return nn::split_table(iris, 0.5, nn::Random(seed)).train.x;
  };
  BOOST_TEST(arma::approx_equal(labels(1), labels(1), "both", 0, 0));
  BOOST_TEST(!arma::approx_equal(labels(1), labels(2), "both", 0, 0));
}

BOOST_AUTO_TEST_CASE(parts_that_cannot_be_are_refused) {
  const nn::Table iris = nn::load_table("iris");
  for (double share : {0.0, 1.0, -0.5, 1.5, 0.001, 0.999,
                       std::numeric_limits<double>::quiet_NaN()})
    BOOST_CHECK_THROW(nn::split_table(iris, share, nn::Random(1)),
                      nn::UsageError);
  const std::vector<std::uint32_t> beyond = {0, 150};
  BOOST_CHECK_EXCEPTION(nn::take_samples(iris, beyond), nn::UsageError,
                        [](const nn::UsageError& e) {
                          return has(e.what(), "sample 150") &&
                                 has(e.what(), "iris");
                        });
}

BOOST_AUTO_TEST_CASE(samples_are_taken_in_the_given_order) {
  const nn::Table iris = nn::load_table("iris");
  const std::vector<std::uint32_t> indices = {149, 0, 149};
  const nn::Table part = nn::take_samples(iris, indices);
  BOOST_TEST(part.labels == (std::vector<std::int32_t>{2, 0, 2}));
  BOOST_TEST(arma::approx_equal(part.x.col(1), iris.x.col(0), "both", 0, 0));
  BOOST_TEST(arma::approx_equal(part.x.col(2), iris.x.col(149), "both", 0, 0));
}
