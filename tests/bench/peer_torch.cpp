/// peer_torch: chapter 9's networks in PyTorch's C++ interface (libtorch).
///
///   peer_torch --model mlp|cnn|deep|resnet20 --data DIR [--epochs N] [--batch-size B]
///              [--threads T] [--train-samples N] [--seed S] [--channels-last]
///              [--recipe --learning-rate R --weight-decay D --warm-up SHARE]
///
/// Trains with Adam, rate 1e-3, as chapter 9's program does. --recipe is its
/// `--batch-norm --standardize --optimizer adamw --schedule
/// warmup-linear:SHARE`. Prints a line of JSON about PyTorch, then one for each
/// epoch. In PyTorch's favor: C++ without Python, all images in memory as
/// floats beforehand, gradients freed instead of zeroed, and neither loss nor
/// accuracy evaluated during training.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <dlfcn.h>
#include <torch/torch.h>
#include <torch/version.h>
#include <zlib.h>

#include "peer_torch_networks.hpp"

namespace {

using torch::Tensor;

struct Settings {
  std::string model = "mlp", data;
  long epochs = 2, batch_size = 128, threads = 1, train_samples = 60000;
  long seed = 1;
  bool channels_last = false, recipe = false;
  double learning_rate = 1e-3, weight_decay = 0, warm_up = 0;
};

const std::map<std::string, std::string Settings::*> texts = {
    {"--model", &Settings::model}, {"--data", &Settings::data}};
const std::map<std::string, long Settings::*> wholes = {
    {"--epochs", &Settings::epochs},
    {"--batch-size", &Settings::batch_size},
    {"--threads", &Settings::threads},
    {"--train-samples", &Settings::train_samples},
    {"--seed", &Settings::seed}};
const std::map<std::string, double Settings::*> reals = {
    {"--learning-rate", &Settings::learning_rate},
    {"--weight-decay", &Settings::weight_decay},
    {"--warm-up", &Settings::warm_up}};

Settings parse(int count, char** arguments) {
  Settings s;
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    if (name == "--channels-last" || name == "--recipe") {
      (name == "--recipe" ? s.recipe : s.channels_last) = true;
      continue;
    }
    if (++i == count) throw std::invalid_argument(name + " needs a value");
    const std::string value = arguments[i];
    if (const auto text = texts.find(name); text != texts.end())
      s.*text->second = value;
    else if (const auto whole = wholes.find(name); whole != wholes.end())
      s.*whole->second = std::stol(value);
    else if (const auto real = reals.find(name); real != reals.end())
      s.*real->second = std::stod(value);
    else
      throw std::invalid_argument("no option " + name);
  }
  return s;
}

/// The numbers of an IDX file after its header of `header` bytes; gzread takes
/// compressed and plain files.
Tensor read_idx(const std::string& path, long header, long count) {
  gzFile file = gzopen((path + ".gz").c_str(), "rb");
  if (!file) file = gzopen(path.c_str(), "rb");
  if (!file) throw std::runtime_error(path + "[.gz]: cannot be opened");
  auto numbers = torch::empty({header + count}, torch::kUInt8);
  const int got =
      gzread(file, numbers.data_ptr(), static_cast<unsigned>(header + count));
  gzclose(file);
  if (got != header + count) throw std::runtime_error(path + ": too short");
  return numbers.slice(0, header);
}

struct Images {
  Tensor x, y;  // samples x 1 x 28 x 28 in [0, 1], class numbers
};

Images read_images(const std::string& prefix, long samples) {
  return {read_idx(prefix + "-images-idx3-ubyte", 16, samples * 784)
              .view({samples, 1, 28, 28})
              .to(torch::kFloat)
              .div(255),
          read_idx(prefix + "-labels-idx1-ubyte", 8, samples).to(torch::kLong)};
}

/// Mean 0 and deviation 1 over all pixels of the training images.
void standardize(Tensor& training, Tensor& test) {
  const Tensor mean = training.mean(), deviation = training.std();
  training.sub_(mean).div_(deviation);
  test.sub_(mean).div_(deviation);
}

/// Images `index` of `images`. With one channel both layouts are the same in
/// memory: the strides alone tell PyTorch which one is meant.
Tensor pick(const Tensor& images, const Tensor& index, bool channels_last) {
  Tensor x = images.index_select(0, index);
  if (channels_last) x = x.as_strided(x.sizes(), {784, 1, 28, 1});
  return x;
}

/// Adam, or the recipe's AdamW: its decay is for weights only, not for biases
/// or BatchNorm's numbers.
std::unique_ptr<torch::optim::Optimizer> make_optimizer(
    torch::nn::Sequential& net, const Settings& s) {
  if (!s.recipe)
    return std::make_unique<torch::optim::Adam>(
        net->parameters(), torch::optim::AdamOptions(s.learning_rate));
  std::vector<Tensor> weights, others;
  for (Tensor& parameter : net->parameters())
    (parameter.dim() > 1 ? weights : others).push_back(parameter);
  std::vector<torch::optim::OptimizerParamGroup> groups;
  for (const auto& [group, decay] :
       {std::pair{weights, s.weight_decay}, std::pair{others, 0.0}})
    groups.emplace_back(
        group,
        std::make_unique<torch::optim::AdamWOptions>(
            torch::optim::AdamWOptions(s.learning_rate).weight_decay(decay)));
  return std::make_unique<torch::optim::AdamW>(std::move(groups));
}

/// nn::linear_to_zero().with_warm_up(share), as a factor of the rate.
double warmup_linear(double share, long step, long steps) {
  const double done = double(step) / double(steps);
  return done < share ? 0.01 + 0.99 * done / share : (1 - done) / (1 - share);
}

void set_rate(torch::optim::Optimizer& optimizer, double rate) {
  for (auto& group : optimizer.param_groups())
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
}

/// Trains for one epoch in random order (the last batch may be smaller);
/// returns seconds.
double train(torch::nn::Sequential& net, torch::optim::Optimizer& optimizer,
             const Images& images, const Settings& s, long epoch) {
  net->train();
  const auto start = std::chrono::steady_clock::now();
  const Tensor order = torch::randperm(s.train_samples, torch::kLong);
  for (long i = 0; i < s.train_samples; i += s.batch_size) {
    const Tensor index =
        order.slice(0, i, std::min(i + s.batch_size, s.train_samples));
    const Tensor x = pick(images.x, index, s.channels_last);
    const Tensor y = images.y.index_select(0, index);
    for (auto& parameter : net->parameters())
      parameter.mutable_grad().reset();
    if (s.recipe) {
      const long batches = (s.train_samples + s.batch_size - 1) / s.batch_size;
      const long step = (epoch - 1) * batches + i / s.batch_size;
      set_rate(optimizer, s.learning_rate * warmup_linear(s.warm_up, step,
                                                          s.epochs * batches));
    }
    torch::nn::functional::cross_entropy(net->forward(x), y).backward();
    optimizer.step();
  }
  const std::chrono::duration<double> elapsed =
      std::chrono::steady_clock::now() - start;
  return elapsed.count();
}

double accuracy(torch::nn::Sequential& net, const Images& images) {
  net->eval();
  torch::NoGradGuard guard;
  const long samples = images.y.size(0);
  long correct = 0;
  for (long i = 0; i < samples; i += 1000)
    correct += net->forward(images.x.slice(0, i, i + 1000))
                   .argmax(1)
                   .eq(images.y.slice(0, i, i + 1000))
                   .sum()
                   .item<long>();
  return static_cast<double>(correct) / static_cast<double>(samples);
}

/// Which PyTorch, and which OpenBLAS it has found: its kernels, and whether
/// its threads are OpenMP's (2), its own (1) or none (0).
void print_library() {
  const auto core = reinterpret_cast<const char* (*)()>(
      dlsym(RTLD_DEFAULT, "openblas_get_corename"));
  const auto parallel =
      reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_parallel"));
  std::printf("{\"torch\": \"%s\", \"blas_core\": \"%s\", \"blas_pool\": %d}\n",
              TORCH_VERSION, core ? core() : "unknown",
              parallel ? parallel() : -1);
}

void run(const Settings& s) {
  torch::set_num_threads(static_cast<int>(s.threads));
  torch::manual_seed(static_cast<std::uint64_t>(s.seed));
  print_library();
  Images training = read_images(s.data + "/train", s.train_samples);
  Images test = read_images(s.data + "/t10k", 10000);
  if (s.recipe) standardize(training.x, test.x);
  auto net = Network(s.model, s.recipe).net;
  if (s.channels_last) to_channels_last(net);
  const auto optimizer = make_optimizer(net, s);
  for (long epoch = 1; epoch <= s.epochs; ++epoch) {
    const double seconds = train(net, *optimizer, training, s, epoch);
    std::printf(
        "{\"epoch\": %ld, \"seconds\": %.6f, \"samples_per_second\": %.1f, "
        "\"test_accuracy\": %.4f}\n",
        epoch, seconds, static_cast<double>(s.train_samples) / seconds,
        accuracy(net, test));
    std::fflush(stdout);
  }
}

}  // namespace

int main(int count, char** arguments) try {
  run(parse(count, arguments));
} catch (const std::exception& error) {
  std::fprintf(stderr, "peer_torch: %s\n", error.what());
  return 1;
}
