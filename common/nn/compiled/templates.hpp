/// The library's class templates, all of them, in one list: compiled once for
/// each backend (the .cpp files of this folder), not again in every file that
/// uses them.
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/graph.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"
#include "nn/training/trainer.hpp"
#include "nn/training/weight_average.hpp"

/// HOW is `template` (compile them here) or `extern template` (they are
/// compiled elsewhere); the rest is the backend.
#define NN_MODEL_TEMPLATES(HOW, ...)                   \
  HOW class nn::Linear<__VA_ARGS__>;                   \
  HOW class nn::Conv2d<__VA_ARGS__>;                   \
  HOW class nn::MaxPool2d<__VA_ARGS__>;                \
  HOW class nn::AveragePool2d<__VA_ARGS__>;            \
  HOW class nn::GlobalAveragePool2d<__VA_ARGS__>;      \
  HOW class nn::ReLU<__VA_ARGS__>;                     \
  HOW class nn::LeakyReLU<__VA_ARGS__>;                \
  HOW class nn::GELU<__VA_ARGS__>;                     \
  HOW class nn::Sigmoid<__VA_ARGS__>;                  \
  HOW class nn::Tanh<__VA_ARGS__>;                     \
  HOW class nn::Softmax<__VA_ARGS__>;                  \
  HOW class nn::Identity<__VA_ARGS__>;                 \
  HOW class nn::Flatten<__VA_ARGS__>;                  \
  HOW class nn::Dropout<__VA_ARGS__>;                  \
  HOW class nn::BatchNorm<__VA_ARGS__>;                \
  HOW class nn::Add<__VA_ARGS__>;                      \
  HOW class nn::Concatenate<__VA_ARGS__>;              \
  HOW class nn::PadChannels<__VA_ARGS__>;              \
  HOW class nn::Model<__VA_ARGS__>;                    \
  HOW class nn::Sequential<__VA_ARGS__>;               \
  HOW class nn::Graph<__VA_ARGS__>;                    \
  HOW class nn::SoftmaxCrossEntropy<__VA_ARGS__>;      \
  HOW class nn::MulticlassHinge<__VA_ARGS__>;          \
  HOW class nn::OneHotSquaredError<__VA_ARGS__>;       \
  HOW class nn::OneHotAbsoluteError<__VA_ARGS__>;      \
  HOW class nn::OneHotBinaryCrossEntropy<__VA_ARGS__>; \
  HOW class nn::Sgd<__VA_ARGS__>;                      \
  HOW class nn::Momentum<__VA_ARGS__>;                 \
  HOW class nn::Nesterov<__VA_ARGS__>;                 \
  HOW class nn::AdaGrad<__VA_ARGS__>;                  \
  HOW class nn::RmsProp<__VA_ARGS__>;                  \
  HOW class nn::Adam<__VA_ARGS__>;                     \
  HOW class nn::AdamW<__VA_ARGS__>;

/// Those that need data sets, too.
#define NN_TRAINING_TEMPLATES(HOW, ...)                         \
  HOW class nn::WeightAverage<__VA_ARGS__>;                     \
  HOW class nn::ScheduleRate<__VA_ARGS__>;                      \
  HOW class nn::UpdateAverage<__VA_ARGS__>;                     \
  HOW class nn::Trainer<__VA_ARGS__>;                           \
  HOW nn::Evaluation nn::evaluate(nn::Model<__VA_ARGS__>&,      \
                                  nn::Loss<__VA_ARGS__>&, nn::Loader&);

#define NN_TEMPLATES(HOW, ...)         \
  NN_MODEL_TEMPLATES(HOW, __VA_ARGS__) \
  NN_TRAINING_TEMPLATES(HOW, __VA_ARGS__)
