// Weights as people have them: files of PyTorch and of the safetensors package,
// put together by hand, and what they say when they do not fit.
#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/weights.hpp"

#include "unit/handmade.hpp"

using nn::Cpu;

namespace {

/// 2-3-2 with BatchNorm; all its numbers have few bits, so that every type
/// holds them.
struct Net {
  Net() {
    model.add<nn::Linear>(2, 3).add<nn::BatchNorm>(3).add<nn::ReLU>();
    model.add<nn::Linear>(3, 2);
    model.build(1);
    model.parameters().fill(9);
  }
  nn::Sequential<Cpu> model{nn::Shape{2}};
};

using Values = std::vector<float>;

const Values w0{1, 2, 3, 4, 5, 6}, b0{0.5f, -1, 2}, scale{1, 1.5f, 2},
    shift{0, 0.25f, -1}, mean{1, 2, 3}, variance{4, 0.5f, 1},
    w3{-1, -2, -3, -4, -5, -6}, b3{7, 8};

/// The layers' names, and how the numbers are written.
struct Style {
  std::string linear = "0", norm = "1", last = "3", dtype = "F32";
  bool by_name = true;  // as the package sorts them; else as the model does
  bool counts = false;  // a counter of batches, too
};

template <class T>
std::vector<Part> parts(const Style& s) {
  const auto part = [&](const std::string& name, const char* shape,
                        const Values& values) {
    return Part{name, s.dtype, shape, numbers<T>(values)};
  };
  std::vector<Part> all = {part(s.linear + ".weight", "[3,2]", w0),
                           part(s.linear + ".bias", "[3]", b0),
                           part(s.norm + ".weight", "[3]", scale),
                           part(s.norm + ".bias", "[3]", shift),
                           part(s.last + ".weight", "[2,3]", w3),
                           part(s.last + ".bias", "[2]", b3),
                           part(s.norm + ".running_mean", "[3]", mean),
                           part(s.norm + ".running_var", "[3]", variance)};
  if (s.counts)
    all.push_back({s.norm + ".num_batches_tracked", "I64", "[]",
                   bytes_of<std::int64_t>({70})});
  if (s.by_name)
    std::ranges::stable_sort(all, {}, [](const Part& p) {
      return std::pair(p.dtype == "I64" ? 0 : 1, p.name);
    });
  return all;
}

/// Loads these bytes; the notes in one line, "" if there are none.
std::string load_into(nn::Sequential<Cpu>& model, const std::string& bytes) {
  const Folder folder;
  store(folder.path / "w", bytes);
  std::string notes;
  const nn::LoadedWeights loaded = nn::load_weights(folder.path / "w", model);
  for (const std::string& note : loaded.notes)
    notes += note + ";";
  return notes;
}

/// Loads these bytes and compares all numbers.
std::string loads(const std::string& bytes) {
  Net net;
  const std::string notes = load_into(net.model, bytes);
  const auto tensors = nn::to_tensors(net.model);
  const std::vector<Values> expected{w0, b0, scale, shift,
                                     w3, b3, mean,  variance};
  BOOST_REQUIRE(tensors.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    BOOST_TEST(tensors[i].values == expected[i],
               boost::test_tools::per_element());
  return notes;
}

/// The complaint about these bytes, which change nothing.
std::string refused(nn::Sequential<Cpu>& model, const std::string& bytes) {
  const arma::fmat before = model.parameters();
  try {
    load_into(model, bytes);
  } catch (const nn::DataError& error) {
    BOOST_TEST(arma::approx_equal(before, model.parameters(), "absdiff", 0));
    const std::string what = error.what();
    BOOST_TEST(what.size() < 2000u);
    for (const char c : what)
      BOOST_TEST((c >= ' ' && c <= '~'), "a control character");
    return what;
  }
  return "";
}

std::string refused(const std::string& bytes) {
  Net net;
  return refused(net.model, bytes);
}

/// The file that save_weights() writes of such a net.
std::string sealed() {
  const Folder folder;
  Net net;
  load_into(net.model, handmade(parts<float>({})));
  nn::save_weights(net.model, folder.path / "w", {{"made", "by us"}});
  return load(folder.path / "w");
}

/// The metadata of a file, as JSON.
std::string metadata_of(const std::string& bytes) {
  const std::string key = "\"__metadata__\":";
  const std::size_t start = bytes.find(key) + key.size();
  return bytes.substr(start, bytes.find('}', start) + 1 - start);
}

}  // namespace

BOOST_AUTO_TEST_CASE(files_with_our_names_are_taken_without_a_word) {
  BOOST_TEST(loads(handmade(parts<float>({}))) == "");
  BOOST_TEST(loads(handmade(parts<float>({.by_name = false}))) == "");
  BOOST_TEST(loads(handmade(parts<float>({.counts = true}))) == "");
  BOOST_TEST(loads(handmade(parts<double>({.dtype = "F64"}))) ==
             "numbers of 8 tensors are rounded from F64 to float;");
  BOOST_TEST(loads(handmade(parts<float>({}), "{\"format\":\"pt\"}", "\n  ")) ==
             "");
}

BOOST_AUTO_TEST_CASE(brain_floating_point_gives_the_same_network) {
  const auto bits = [](const std::string& bytes) {
    // The upper halves of floats: these numbers need no more.
    std::string upper;
    for (std::size_t i = 0; i < bytes.size(); i += 4)
      upper += bytes.substr(i + 2, 2);
    return upper;
  };
  std::vector<Part> brain = parts<float>({.dtype = "BF16"});
  for (Part& part : brain)
    part.bytes = bits(part.bytes);
  BOOST_TEST(loads(handmade(brain)) == "");
}

BOOST_AUTO_TEST_CASE(other_names_are_taken_by_shape_and_order) {
  for (const Style& style :
       {Style{.linear = "1", .norm = "2", .last = "4"},  // Flatten in front
        Style{.linear = "net.0", .norm = "net.1", .last = "net.3"},
        Style{.linear = "fc1", .norm = "bn1", .last = "fc2", .counts = true},
        Style{.linear = "9", .norm = "10", .last = "12", .by_name = false}}) {
    const std::string notes = loads(handmade(parts<float>(style)));
    BOOST_TEST(has(notes, "other names, but the same shapes"));
    BOOST_TEST(has(notes, "\"" + style.linear + "\" for 0"));
    BOOST_TEST(has(notes, "\"" + style.last + "\" for 3"));
  }
}

BOOST_AUTO_TEST_CASE(layers_come_in_the_order_of_their_numbers) {
  // As texts, "net.10" comes before "net.2".
  nn::Sequential<Cpu> model({1});
  std::vector<Part> all;
  for (int i = 0; i < 12; ++i) {
    model.add<nn::Linear>(1, 1);
    for (const char* name : {"bias", "weight"})
      all.push_back({fmt::format("net.{}.{}", i, name), "F32",
                     name[0] == 'b' ? "[1]" : "[1,1]",
                     bytes_of<float>({static_cast<float>(i)})});
  }
  model.build(1);
  std::ranges::sort(all, {}, &Part::name);
  BOOST_REQUIRE(all[2].name == "net.1.bias");
  BOOST_REQUIRE(all[4].name == "net.10.bias");
  BOOST_TEST(has(load_into(model, handmade(all)), "and 9 more"));
  for (int i = 0; i < 12; ++i)
    BOOST_TEST(model.parameters()(static_cast<arma::uword>(2 * i)) ==
               static_cast<float>(i));
}

BOOST_AUTO_TEST_CASE(an_order_that_names_do_not_tell_is_refused) {
  nn::Sequential<Cpu> model({1});
  model.add<nn::Linear>(1, 1).add<nn::Linear>(1, 1);
  model.build(1);
  std::vector<Part> all;
  for (const char* name : {"down.bias", "down.weight", "up.bias", "up.weight"})
    all.push_back({name, "F32", has(name, "bias") ? "[1]" : "[1,1]",
                   bytes_of<float>({1})});
  BOOST_TEST(has(refused(model, handmade(all)),
                 "\"down\" and \"up\" have the same shapes"));
}

BOOST_AUTO_TEST_CASE(both_sides_are_listed_when_they_differ) {
  std::vector<Part> all = parts<float>({.by_name = false});
  all[4] = {"3.weight", "F32", "[1,3]", bytes_of<float>({1, 2, 3})};
  all[5].name = "3.offset";
  const std::string what = refused(handmade(all));
  BOOST_TEST(has(what,
                 "this one has 3.weight [2, 3], 3.bias [2], the file "
                 "3.weight [1, 3], 3.offset [2];"));
  BOOST_TEST(!has(what, "0.weight"));
  all = parts<float>({});
  all.push_back({"more", "F32", "[1]", bytes_of<float>({1})});
  BOOST_TEST(has(refused(handmade(all)), "has nothing, the file more [1]"));
  // More layers than a complaint has room for.
  all = parts<float>({.linear = "a.0", .norm = "a.1", .last = "b"});
  all.pop_back();
  BOOST_TEST(has(refused(handmade(all)), " and 5 more, the file "));
}

// A terminal obeys escapes, and two million letters are no complaint.
BOOST_AUTO_TEST_CASE(names_are_printed_short_and_without_orders) {
  for (const std::string& name :
       {std::string(2'000'000, 'x'), std::string("\\u001b]0;title\\u0007"),
        std::string("\\u009b31m\\u202e"), std::string("a\\nb\\u007f")}) {
    std::vector<Part> all = parts<float>({});
    all[0].name = name;
    BOOST_TEST(has(refused(handmade(all)), "another model"));
    for (Part& part : all)
      part.name = name + "." + part.name;
    all[3].shape = "[3,1,1,1,1,1,1,1]";
    BOOST_TEST(has(refused(handmade(all)), "another model"));
  }
}

// Leaves of a name that could be taken for two.
BOOST_AUTO_TEST_CASE(names_that_imitate_shapes_are_refused) {
  nn::Sequential<Cpu> model({2});
  model.add<nn::Linear>(2, 3);
  model.build(1);
  const std::vector<Part> all = {
      {"a.bias[3] weight", "F32", "[3,2]", numbers<float>(w0)},
      {"b.bias", "F32", "[3]", numbers<float>(b0)}};
  BOOST_TEST(has(refused(model, handmade(all)), "another model"));
}

// 8 GB of zeros, which take no space on disk.
BOOST_AUTO_TEST_CASE(a_header_for_another_model_ends_it_at_once) {
  const Folder folder;
  const std::size_t count = std::size_t{1} << 31;
  const std::string header = fmt::format(
      R"({{"0.weight":{{"dtype":"F32","shape":[{}],"data_offsets":[0,{}]}}}})",
      count, 4 * count);
  store(folder.path / "w", with_header(header));
  fs::resize_file(folder.path / "w", 8 + header.size() + 4 * count);
  Net net;
  BOOST_CHECK_EXCEPTION(
      nn::load_weights(folder.path / "w", net.model), nn::DataError,
      [](const auto& e) { return has(e.what(), "0.weight [2147483648]"); });
}

BOOST_AUTO_TEST_CASE(our_checksum_in_a_file_of_another_program_is_no_damage) {
  const std::string metadata = metadata_of(sealed());
  BOOST_REQUIRE(has(metadata, "\"sha256\":\""));
  const auto noted = [&](const std::string& bytes) {
    return has(loads(bytes), "written again by another program");
  };
  BOOST_TEST(noted(handmade(parts<float>({}), metadata)));
  BOOST_TEST(noted(
      handmade(parts<float>({.linear = "fc1", .last = "fc2"}), metadata)));
  // Tensors in our order, but blanks between them, or a counter at the end.
  const Style ours{.by_name = false};
  BOOST_TEST(noted(handmade(parts<float>(ours), metadata, " ")));
  BOOST_TEST(noted(handmade(parts<float>(ours), metadata, "\n    ")));
  BOOST_TEST(noted(
      handmade(parts<float>({.by_name = false, .counts = true}), metadata)));
}

BOOST_AUTO_TEST_CASE(our_own_files_are_damaged_when_they_are) {
  const std::string bytes = sealed();
  BOOST_TEST(loads(bytes) == "");
  const auto changed = [&](const std::string& part, char to) {
    std::string copy = bytes;
    copy[copy.find(part)] = to;
    return refused(copy);
  };
  // A number, the checksum, a text, a text's name (which moves it after the
  // others), a blank at the header's end.
  std::string copy = bytes;
  copy[copy.size() - 3] = 'x';
  BOOST_TEST(has(refused(copy), "damaged"));
  const std::size_t checksum = bytes.find("\"sha256\":\"") + 10;
  copy = bytes;
  copy[checksum] = copy[checksum] == '0' ? '1' : '0';
  BOOST_TEST(has(refused(copy), "damaged"));
  BOOST_TEST(has(changed("by us", 'm'), "damaged"));
  BOOST_TEST(has(changed("made", 'z'), "damaged"));
  BOOST_TEST(has(changed("} ", '\n'), "broken"));
  copy = bytes;
  copy[copy.find("}} ") + 2] = '\t';
  BOOST_TEST(has(refused(copy), "damaged"));
  for (std::size_t n = 0; n < bytes.size(); n += 7)
    BOOST_TEST(refused(bytes.substr(0, n)) != "", "prefix of " << n);
}
