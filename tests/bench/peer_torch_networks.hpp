/// Chapter 9's networks in PyTorch's C++ interface (libtorch).
#pragma once

#include <stdexcept>
#include <string>

#include <torch/torch.h>

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
    else
      throw std::invalid_argument("no model " + model);
    if (batch_norm || model == "deep") start_as_ours();
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
