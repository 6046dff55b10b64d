/// peer_torch: chapter 9's networks in PyTorch's C++ interface (libtorch).
///
///   peer_torch --model mlp|cnn|deep --data DIR [--epochs N] [--batch-size B]
///              [--threads T] [--train-samples N] [--channels-last]
///
/// Trains with Adam, rate 1e-3, as chapter 9's program does. Prints a line of
/// JSON about PyTorch, then one for each epoch. In PyTorch's favour: C++
/// without Python, all images in memory as floats beforehand, gradients freed
/// and not zeroed, and neither loss nor accuracy is looked at while training.
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>

#include <dlfcn.h>
#include <torch/torch.h>
#include <torch/version.h>
#include <zlib.h>

namespace {

using torch::Tensor;

struct Settings {
  std::string model = "mlp", data;
  long epochs = 2, batch_size = 128, threads = 1, train_samples = 60000;
  bool channels_last = false;
};

Settings parse(int count, char** arguments) {
  Settings s;
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    if (name == "--channels-last") {
      s.channels_last = true;
      continue;
    }
    if (++i == count) throw std::invalid_argument(name + " needs a value");
    const std::string value = arguments[i];
    if (name == "--model")
      s.model = value;
    else if (name == "--data")
      s.data = value;
    else if (name == "--epochs")
      s.epochs = std::stol(value);
    else if (name == "--batch-size")
      s.batch_size = std::stol(value);
    else if (name == "--threads")
      s.threads = std::stol(value);
    else if (name == "--train-samples")
      s.train_samples = std::stol(value);
    else
      throw std::invalid_argument("no option " + name);
  }
  return s;
}

/// The numbers of an IDX file behind its header of `header` bytes; gzread
/// takes files that are packed and files that are not.
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

/// The networks of chapters/09_mnist/models.hpp.
class Network {
 public:
  explicit Network(const std::string& model) {
    if (model == "mlp")
      mlp();
    else if (model == "cnn")
      cnn();
    else if (model == "deep")
      deep();
    else
      throw std::invalid_argument("no model " + model);
  }

  torch::nn::Sequential net;

 private:
  void conv(long in, long out, long padding = 1) {
    net->push_back(torch::nn::Conv2d(
        torch::nn::Conv2dOptions(in, out, 3).padding(padding)));
    net->push_back(torch::nn::ReLU());
  }
  void pool() { net->push_back(torch::nn::MaxPool2d(2)); }
  void linear(long in, long out) { net->push_back(torch::nn::Linear(in, out)); }
  void relu() { net->push_back(torch::nn::ReLU()); }
  void flatten() { net->push_back(torch::nn::Flatten()); }
  void dropout() { net->push_back(torch::nn::Dropout(0.5)); }

  void mlp() {
    flatten();
    linear(784, 256), relu();
    linear(256, 128), relu();
    linear(128, 10);
  }
  void cnn() {
    conv(1, 16), pool();
    conv(16, 32), pool();
    flatten();
    linear(1568, 128), relu();
    linear(128, 10);
  }
  void deep() {
    conv(1, 16), conv(16, 16), pool();
    conv(16, 32), conv(32, 32, 2), pool();
    conv(32, 64), conv(64, 64), pool();
    flatten();
    linear(1024, 50), relu(), dropout();
    linear(50, 10), dropout();
    // The same start as ours: PyTorch's own is too small for this depth.
    torch::NoGradGuard guard;
    for (auto& parameter : net->parameters()) {
      if (parameter.dim() == 1)
        parameter.zero_();
      else
        torch::nn::init::kaiming_normal_(parameter, 0.0, torch::kFanIn,
                                         torch::kReLU);
    }
  }
};

/// Weights with the channels fastest; the convolutions then keep to it.
void to_channels_last(torch::nn::Sequential& net) {
  for (auto& parameter : net->parameters())
    if (parameter.dim() == 4)
      parameter.set_data(
          parameter.contiguous(torch::MemoryFormat::ChannelsLast));
}

/// Images `index` of `images`. With one channel both layouts are the same in
/// memory: the strides alone tell PyTorch which one is meant.
Tensor pick(const Tensor& images, const Tensor& index, bool channels_last) {
  Tensor x = images.index_select(0, index);
  if (channels_last) x = x.as_strided(x.sizes(), {784, 1, 28, 1});
  return x;
}

/// One epoch in random order, the last batch may be smaller. In seconds.
double train(torch::nn::Sequential& net, torch::optim::Optimizer& optimizer,
             const Images& images, const Settings& s) {
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
  torch::manual_seed(1);
  print_library();
  const Images training = read_images(s.data + "/train", s.train_samples);
  const Images test = read_images(s.data + "/t10k", 10000);
  auto net = Network(s.model).net;
  if (s.channels_last) to_channels_last(net);
  torch::optim::Adam adam(net->parameters(), torch::optim::AdamOptions(1e-3));
  for (long epoch = 1; epoch <= s.epochs; ++epoch) {
    const double seconds = train(net, adam, training, s);
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
