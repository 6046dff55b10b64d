/// Chapter 9's networks in PyTorch's C++ interface (libtorch).
#pragma once

#include <stdexcept>
#include <string>

#include <torch/torch.h>

/// A block of nn/networks/resnet.hpp, its shortcut without parameters.
class BlockImpl : public torch::nn::Module {
 public:
  BlockImpl(long in, long out, long stride)
      : new_channels_(out - in), stride_(stride) {
    using torch::nn::BatchNorm2d, torch::nn::Conv2d;
    const auto options = [](long from, long to, long step) {
      return torch::nn::Conv2dOptions(from, to, 3)
          .stride(step)
          .padding(1)
          .bias(false);
    };
    conv1_ = register_module("conv1", Conv2d(options(in, out, stride)));
    bn1_ = register_module("bn1", BatchNorm2d(out));
    conv2_ = register_module("conv2", Conv2d(options(out, out, 1)));
    bn2_ = register_module("bn2", BatchNorm2d(out));
  }

  torch::Tensor forward(torch::Tensor x) {
    torch::Tensor y = bn2_(conv2_(bn1_(conv1_(x)).relu_()));
    if (stride_ > 1) {
      x = x.slice(2, 0, x.size(2), stride_).slice(3, 0, x.size(3), stride_);
      x = torch::constant_pad_nd(x, {0, 0, 0, 0, 0, new_channels_});
    }
    return y.add_(x).relu_();
  }

 private:
  long new_channels_, stride_;
  torch::nn::Conv2d conv1_{nullptr}, conv2_{nullptr};
  torch::nn::BatchNorm2d bn1_{nullptr}, bn2_{nullptr};
};
TORCH_MODULE(Block);

/// The networks of chapters/09_mnist/models.hpp.
class Network {
 public:
  Network(const std::string& model, bool batch_norm) : batch_norm_(batch_norm) {
    if (model == "mlp")
      mlp();
    else if (model == "cnn")
      cnn();
    else if (model == "deep")
      deep();
    else if (model == "resnet20")
      resnet20();
    else
      throw std::invalid_argument("no model " + model);
    if (batch_norm || model == "deep" || model == "resnet20") start_as_ours();
  }

  torch::nn::Sequential net;

 private:
  void conv(long in, long out, long padding, bool pool) {
    net->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3)
                                         .padding(padding)
                                         .bias(!batch_norm_)));
    if (!batch_norm_) net->push_back(torch::nn::ReLU());
    if (pool) net->push_back(torch::nn::MaxPool2d(2));
    if (!batch_norm_) return;
    net->push_back(torch::nn::BatchNorm2d(out));
    net->push_back(torch::nn::ReLU());
  }
  void linear(long in, long out) { net->push_back(torch::nn::Linear(in, out)); }
  void hidden(long in, long out) {
    linear(in, out);
    if (batch_norm_) net->push_back(torch::nn::BatchNorm1d(out));
    net->push_back(torch::nn::ReLU());
  }
  void flatten() { net->push_back(torch::nn::Flatten()); }

  void mlp() {
    flatten();
    hidden(784, 256);
    hidden(256, 128);
    linear(128, 10);
  }
  void cnn() {
    conv(1, 16, 1, true);
    conv(16, 32, 1, true);
    flatten();
    hidden(1568, 128);
    linear(128, 10);
  }
  void deep() {
    conv(1, 16, 1, false), conv(16, 16, 1, true);
    conv(16, 32, 1, false), conv(32, 32, 2, true);
    conv(32, 64, 1, false), conv(64, 64, 1, true);
    flatten();
    hidden(1024, 50);
    net->push_back(torch::nn::Dropout(batch_norm_ ? 0.3 : 0.5));
    linear(50, 10);
    if (!batch_norm_) net->push_back(torch::nn::Dropout(0.5));
  }

  void resnet20() {
    net->push_back(torch::nn::Conv2d(
        torch::nn::Conv2dOptions(1, 16, 3).padding(1).bias(false)));
    net->push_back(torch::nn::BatchNorm2d(16));
    net->push_back(torch::nn::ReLU(torch::nn::ReLUOptions().inplace(true)));
    long in = 16;
    for (const long out : {16, 32, 64})
      for (int block = 0; block < 3; ++block) {
        net->push_back(Block(in, out, in == out ? 1 : 2));
        in = out;
      }
    net->push_back(torch::nn::AdaptiveAvgPool2d(1));
    flatten();
    linear(64, 10);
  }

  /// PyTorch's default initialization is too small for the depth of `deep`.
  void start_as_ours() {
    torch::NoGradGuard guard;
    for (auto& entry : net->named_parameters()) {
      torch::Tensor& parameter = entry.value();
      if (parameter.dim() > 1)
        torch::nn::init::kaiming_normal_(parameter, 0.0, torch::kFanIn,
                                         torch::kReLU);
      else if (entry.key().find("bias") != std::string::npos)
        parameter.zero_();
    }
  }

  bool batch_norm_;
};

/// Stores weights with channels fastest; convolutions then keep that layout.
inline void to_channels_last(torch::nn::Sequential& net) {
  for (auto& parameter : net->parameters())
    if (parameter.dim() == 4)
      parameter.set_data(
          parameter.contiguous(torch::MemoryFormat::ChannelsLast));
}
