// A run on disk: everything comes back bit for bit, and anything that is not as
// it was written is refused.
#include "nn/training/checkpoint.hpp"

#include <array>

#include <boost/test/data/test_case.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/make_optimizer.hpp"
#include "nn/training/training_state.hpp"

#include "unit/files.hpp"

using B = nn::Cpu;

namespace {

/// 50 samples of 6 features in 3 classes.
nn::Dataset some_data() {
  nn::Dataset data;
  data.name = "noise";
  data.shape = {6};
  data.classes = 3;
  nn::Random random(1, nn::Stream::data);
  for (int i = 0; i < 50; ++i)
    data.labels.push_back(static_cast<std::int32_t>(random.integer(3)));
  for (int i = 0; i < 50 * 6; ++i)
    data.pixels.push_back(static_cast<std::uint8_t>(random.integer(256)));
  return data;
}

/// A training run with everything that has state: 10 steps of 5 samples an
/// epoch.
struct Run {
  explicit Run(const std::string& optimizer_name) {
    model.add<nn::Linear>(6, 8).add<nn::BatchNorm>(8).add<nn::ReLU>();
    model.add<nn::Dropout>(0.3).add<nn::Linear>(8, 3);
    model.build(1);
    optimizer = nn::make_optimizer<B>(optimizer_name, model, 1e-2);
    average.emplace(model, 0.9);
    trainer.emplace(model, loss, *optimizer);
    rates.emplace(*optimizer, nn::cosine(0), 30);
    averages.emplace(*average);
    trainer->add(*rates);
    trainer->add(*averages);
    trainer->stop_when([this] { return trainer->state().step == stop_at; });
  }

  void save(const fs::path& file) {
    nn::Checkpoint all;
    nn::save_state(model, all);
    nn::save_state(*optimizer, all);
    nn::save_state(*average, all);
    nn::save_state(*trainer, all);
    nn::write_checkpoint(file, all);
  }
  void load(const fs::path& file) {
    const nn::Checkpoint all = nn::read_checkpoint(file);
    nn::load_state(all, model);
    nn::load_state(all, *optimizer);
    nn::load_state(all, *average);
    nn::load_state(all, *trainer);
  }
  /// Trains until this many steps are done.
  void train_to(std::int64_t step) {
    stop_at = step;
    while (trainer->state().step < step)
      epochs.push_back(trainer->train_epoch(loader));
  }
  /// Every number that it holds, as the bytes of a checkpoint's tensors.
  std::string numbers(const fs::path& file) {
    save(file);
    std::string all;
    for (const nn::Tensor& tensor : nn::read_checkpoint(file).tensors)
      all.append(reinterpret_cast<const char*>(tensor.values.data()),
                 4 * tensor.values.size());
    return all;
  }

  nn::Dataset data = some_data();
  nn::Loader loader{nn::all(data), {.batch_size = 5}};
  nn::Sequential<B> model{nn::Shape{6}};
  nn::SoftmaxCrossEntropy<B> loss;
  std::unique_ptr<nn::Optimizer<B>> optimizer;
  std::optional<nn::WeightAverage<B>> average;
  std::optional<nn::Trainer<B>> trainer;
  std::optional<nn::ScheduleRate<B>> rates;
  std::optional<nn::UpdateAverage<B>> averages;
  std::int64_t stop_at = 0;
  std::vector<nn::EpochInfo> epochs;
};

constexpr std::array names{"sgd",     "momentum", "nesterov", "adagrad",
                           "rmsprop", "adam",     "adamw"};

nn::Checkpoint small() {
  nn::Checkpoint checkpoint;
  checkpoint.tensors.push_back({"w", {2, 2}, {1, -2, 0.5f, 1e-30f}});
  checkpoint.texts["said"] = "\"sha256\":\"no\"";
  checkpoint.set("loss", 0.1);
  checkpoint.set("step", std::int64_t{1} << 60);
  return checkpoint;
}

/// Reads these bytes as a checkpoint; the complaint, "" if there is none.
std::string complaint(const fs::path& file, const std::string& bytes) {
  store(file, bytes);
  try {
    nn::read_checkpoint(file);
  } catch (const nn::DataError& error) {
    return error.what();
  }
  return "";
}

bool names_file_in_one_line(const std::string& what, const fs::path& file) {
  return what.starts_with(file.string() + ": ") &&
         what.size() > file.string().size() + 20 && !has(what, "\n");
}

}  // namespace

// Row 40: resume from a checkpoint.
BOOST_DATA_TEST_CASE(a_resumed_run_is_bit_for_bit_the_same,
                     boost::unit_test::data::make(names), name) {
  const Folder folder;
  Run whole(name);
  whole.train_to(27);
  // Within the first epoch, at its last step, within the second.
  for (const std::int64_t step : {4, 10, 13}) {
    Run before(name), after(name);
    before.train_to(step);
    before.save(folder.path / "c");
    after.load(folder.path / "c");
    BOOST_TEST(after.trainer->state().step == step);
    BOOST_TEST(after.optimizer->learning_rate() ==
               before.optimizer->learning_rate());
    after.train_to(27);
    BOOST_TEST(
        (after.numbers(folder.path / "a") == whole.numbers(folder.path / "b")),
        name << " resumed after step " << step);
    const nn::EpochInfo &a = after.epochs.back(), &b = whole.epochs.back();
    BOOST_TEST(a.epoch == b.epoch);
    BOOST_TEST(a.loss == b.loss);
    BOOST_TEST(a.accuracy == b.accuracy);
    BOOST_TEST(a.learning_rate == b.learning_rate);
  }
}

BOOST_AUTO_TEST_CASE(sums_of_an_epoch_go_on_where_they_were) {
  const Folder folder;
  Run whole("adam"), before("adam"), after("adam");
  whole.train_to(10);
  before.train_to(7);
  before.save(folder.path / "c");
  after.load(folder.path / "c");
  after.train_to(10);
  BOOST_TEST(after.epochs[0].loss == whole.epochs[0].loss);
  BOOST_TEST(after.epochs[0].accuracy == whole.epochs[0].accuracy);
  BOOST_TEST(after.epochs[0].samples == 50u);
  BOOST_TEST(after.epochs[0].seconds >= before.epochs[0].seconds);
}

BOOST_AUTO_TEST_CASE(numbers_and_texts_come_back) {
  const Folder folder;
  nn::write_checkpoint(folder.path / "c", small());
  const nn::Checkpoint read = nn::read_checkpoint(folder.path / "c");
  BOOST_TEST(read.text("said") == "\"sha256\":\"no\"");
  BOOST_TEST(read.get<double>("loss") == 0.1);
  BOOST_TEST(read.get<std::int64_t>("step") == std::int64_t{1} << 60);
  BOOST_REQUIRE(read.tensors.size() == 1u);
  BOOST_TEST(read.tensors[0].values == small().tensors[0].values);
  BOOST_CHECK_THROW(read.get<double>("said"), nn::DataError);
  BOOST_CHECK_THROW(read.get<int>("step"), nn::DataError);
  BOOST_CHECK_THROW(read.text("more"), nn::DataError);
}

BOOST_AUTO_TEST_CASE(every_prefix_is_refused) {
  const Folder folder;
  const fs::path file = folder.path / "c";
  nn::write_checkpoint(file, small());
  const std::string bytes = load(file);
  BOOST_TEST(complaint(file, bytes) == "");
  for (std::size_t n = 0; n < bytes.size(); ++n)
    BOOST_TEST(
        names_file_in_one_line(complaint(file, bytes.substr(0, n)), file),
        "prefix of " << n << " bytes");
}

BOOST_AUTO_TEST_CASE(every_changed_byte_is_refused) {
  const Folder folder;
  const fs::path file = folder.path / "c";
  nn::write_checkpoint(file, small());
  const std::string bytes = load(file);
  nn::Random random(1, nn::Stream::data);
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = bytes;
    const auto at = random.integer(static_cast<std::uint32_t>(bytes.size()));
    changed[at] ^= static_cast<char>(1 + random.integer(255));
    BOOST_TEST(names_file_in_one_line(complaint(file, changed), file),
               "byte " << at);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_checkpoint_is_refused) {
  const Folder folder;
  const fs::path file = folder.path / "c";
  nn::write_safetensors(file, {{{"w", {1}, {1}}}, {{"format", "pt"}}});
  BOOST_TEST(has(complaint(file, load(file)), "found no SHA-256"));
  nn::write_safetensors(
      file, {{}, {{"sha256", std::string(64, '0')}, {"format", "pt"}}});
  BOOST_TEST(has(complaint(file, load(file)), "damaged"));
}

// Found by tests/fuzz: a line break in a text became one in the complaint.
BOOST_AUTO_TEST_CASE(texts_are_quoted_in_one_line) {
  const Folder folder;
  const fs::path file = folder.path / "c";
  nn::Checkpoint checkpoint = small();
  checkpoint.texts["rate"] = "fast\nand \"furious\"";
  checkpoint.texts["option --seed"] = "1\n2";
  nn::write_checkpoint(file, checkpoint);
  const nn::Checkpoint read = nn::read_checkpoint(file);
  const auto in_one_line = [&](const nn::Error& error) {
    return names_file_in_one_line(error.what(), file);
  };
  BOOST_CHECK_EXCEPTION(read.get<double>("rate"), nn::DataError, in_one_line);
  BOOST_CHECK_EXCEPTION(nn::check_options(read, {{"--seed", "2"}}),
                        nn::UsageError, in_one_line);
}

BOOST_AUTO_TEST_CASE(another_optimizer_or_model_is_refused) {
  const Folder folder;
  Run adam("adam");
  adam.save(folder.path / "c");
  const nn::Checkpoint all = nn::read_checkpoint(folder.path / "c");
  Run sgd("sgd");
  BOOST_CHECK_EXCEPTION(nn::load_state(all, *sgd.optimizer), nn::DataError,
                        [](const nn::Error& error) {
                          return has(error.what(), "found the state of adam");
                        });
  nn::Sequential<B> other(nn::Shape{6});
  other.add<nn::Linear>(6, 8);
  other.build(1);
  BOOST_CHECK_THROW(nn::load_state(all, other), nn::DataError);
}

BOOST_AUTO_TEST_CASE(a_state_that_no_training_has_is_refused) {
  const Folder folder;
  Run run("sgd");
  run.train_to(4);
  run.save(folder.path / "c");
  const nn::Checkpoint all = nn::read_checkpoint(folder.path / "c");
  nn::load_state(all, *run.trainer);
  for (const auto& [name, value] : {std::pair{"epoch", "2147483647"},
                                    {"epoch", "-1"},
                                    {"step", "9223372036854775807"},
                                    {"step", "-1"},
                                    {"samples", "18446744073709551615"},
                                    {"correct", "21"},
                                    {"seconds", "-1"},
                                    {"seconds", "nan"},
                                    {"loss_sum", "inf"}}) {
    nn::Checkpoint changed = all;
    changed.texts[std::string("training.") + name] = value;
    BOOST_CHECK_EXCEPTION(nn::load_state(changed, *run.trainer), nn::DataError,
                          [&](const nn::Error& error) {
                            return names_file_in_one_line(error.what(),
                                                          folder.path / "c");
                          });
  }
}

BOOST_AUTO_TEST_CASE(a_swapped_average_is_not_saved) {
  Run run("sgd");
  run.average->swap();
  nn::Checkpoint all;
  BOOST_CHECK_THROW(nn::save_state(*run.average, all), nn::Error);
}

BOOST_AUTO_TEST_CASE(other_options_are_named) {
  nn::Checkpoint checkpoint;
  nn::set_options({{"--seed", "1"}, {"--model", "mlp"}}, checkpoint);
  nn::check_options(checkpoint, {{"--model", "mlp"}, {"--seed", "1"}});
  BOOST_CHECK_EXCEPTION(
      nn::check_options(checkpoint, {{"--seed", "2"}, {"--model", "mlp"}}),
      nn::UsageError, [](const nn::Error& error) {
        return has(error.what(), "--seed 1 (now 2)") &&
               !has(error.what(), "--model");
      });
}
