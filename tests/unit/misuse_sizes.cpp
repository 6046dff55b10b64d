// The library used as its comments suggest, but with sizes that do not fit:
// each is an error that says what was expected, on every backend.
#include <cmath>

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/trainer.hpp"

#include "unit/misuse.hpp"

namespace {

/// Images of 5 x 4 gray pixels, with labels 0 to 9.
nn::Dataset ten_classes() {
  nn::Dataset data;
  data.name = "made up";
  data.shape = {1, 5, 4};
  data.pixels.resize(30 * 20);
  data.labels.resize(30);
  for (std::size_t i = 0; i < 30; ++i)
    data.labels[i] = static_cast<std::int32_t>(i % 10);
  return data;
}

/// f(name, loss) for every loss against labels.
template <class B, class F>
void for_each_loss(F&& f) {
  nn::SoftmaxCrossEntropy<B> softmax, smooth(0.1);
  nn::MulticlassHinge<B> hinge;
  nn::OneHotSquaredError<B> squared;
  nn::OneHotAbsoluteError<B> absolute;
  nn::OneHotBinaryCrossEntropy<B> binary;
  for (nn::Loss<B>* loss : std::initializer_list<nn::Loss<B>*>{
           &softmax, &smooth, &hinge, &squared, &absolute, &binary})
    BOOST_TEST_CONTEXT(loss->name()) f(*loss);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(labels_without_an_output, B, Backends) {
  const auto scores = numbers<B>(5, 3);
  auto gradient = scores;
  const typename B::Matrix weights(1, 3, arma::fill::ones);
  for_each_loss<B>([&](nn::Loss<B>& loss) {
    for (const std::int32_t label : {10, 5, -1}) {
      const Labels labels = {0, label, 4};
      const auto name = "label " + std::to_string(label);
      refuses<nn::ShapeError>([&] { loss(scores, labels, gradient); },
                              {name, "5 outputs", "0 to 4"});
      refuses<nn::ShapeError>([&] { loss(scores, labels, weights, gradient); },
                              {name});
    }
    const Labels right = {0, 3, 4};
    BOOST_TEST(std::isfinite(double(loss(scores, right, gradient))));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sizes_that_do_not_fit_the_scores, B, Backends) {
  const auto scores = numbers<B>(5, 3);
  auto gradient = scores;
  for_each_loss<B>([&](nn::Loss<B>& loss) {
    for (const Labels& labels : {Labels{1, 2}, Labels{1, 2, 3, 4}, Labels{}})
      refuses<nn::ShapeError>(
          [&] { loss(scores, labels, gradient); },
          {"3 samples", std::to_string(labels.size()) + " labels"});
    for (auto other : {numbers<B>(5, 2), numbers<B>(4, 3), numbers<B>(0, 0)})
      refuses<nn::ShapeError>(
          [&] {
            loss(scores, Labels{0, 1, 2}, other);
          },
          {"5x3", "gradient"});
    auto none = numbers<B>(5, 0);
    refuses<nn::ShapeError>([&] { loss(none, Labels{}, none); },
                            {"at least one"});
  });
  nn::OneHotSquaredError<B> squared;
  auto small = numbers<B>(5, 2);
  refuses<nn::ShapeError>([&] { squared(scores, small, gradient); },
                          {"target", "5x2"});
  refuses<nn::ShapeError>([&] { squared(scores, scores, small); },
                          {"gradient", "5x2"});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(more_classes_than_outputs, B, Backends) {
  const nn::Dataset data = ten_classes();
  Model<B> model;
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Sgd<B> sgd(model.net);
  nn::Trainer<B> trainer(model.net, loss, sgd);
  nn::Loader loader(nn::all(data), {.batch_size = 30});
  refuses<nn::ShapeError>([&] { trainer.fit(loader, 1); },
                          {"label 9", "5 outputs"});
  refuses<nn::ShapeError>([&] { nn::evaluate(model.net, loss, loader); },
                          {"label 9", "5 outputs"});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(windows_that_no_image_has, B, Backends) {
  const auto minus_one = static_cast<std::size_t>(-1);
  const auto build = [](auto add) {
    nn::Sequential<B> model({1, 8, 8});
    add(model);
    model.build(1);
  };
  using Net = nn::Sequential<B>;
  const auto conv = [&](std::size_t kernel, std::size_t stride,
                        std::size_t padding) {
    build([&](Net& m) {
      m.template add<nn::Conv2d>(
          1, 4, {.kernel = kernel, .stride = stride, .padding = padding});
    });
  };
  refuses<nn::ShapeError>([&] { conv(3, 0, 0); }, {"stride", "not 0"});
  refuses<nn::ShapeError>([&] { conv(0, 1, 0); }, {"kernel", "not 0"});
  refuses<nn::ShapeError>([&] { conv(3, 1, minus_one); },
                          {"padding", "not -1"});
  refuses<nn::ShapeError>([&] { conv(minus_one, 1, 0); }, {"kernel", "not -1"});
  refuses<nn::ShapeError>([&] { conv(9, 1, 0); }, {"9x9"});
  refuses<nn::ShapeError>(
      [&] { build([](Net& m) { m.template add<nn::MaxPool2d>(0); }); },
      {"kernel", "not 0"});
  refuses<nn::ShapeError>(
      [&] { build([](Net& m) { m.template add<nn::AveragePool2d>(0); }); },
      {"kernel", "not 0"});
  refuses<nn::ShapeError>(
      [&] {
        build([&](Net& m) {
          m.template add<nn::Conv2d>(1, minus_one, {.kernel = 3});
        });
      },
      {"Conv2d", "numbers a sample"});
  refuses<nn::ShapeError>(
      [&] { build([](Net& m) { m.template add<nn::Linear>(64, 0); }); },
      {"Linear(64 -> 0)", "numbers a sample"});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_value_a_channel, B, Backends) {
  nn::Sequential<B> model({3});
  model.template add<nn::BatchNorm>(3);
  model.build(1);
  const auto one = numbers<B>(3, 1);
  refuses<nn::ShapeError>([&] { model.forward(one, nn::Mode::train); },
                          {"BatchNorm(3)", "more than one value"});
  model.forward(one, nn::Mode::evaluate);
  nn::Sequential<B> image({3, 2, 2});  // four pixels are four values
  image.template add<nn::BatchNorm>(3);
  image.build(1);
  image.forward(numbers<B>(12, 1), nn::Mode::train);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(no_samples, B, Backends) {
  Model<B> model;
  const auto none = numbers<B>(20, 0);
  refuses<nn::ShapeError>([&] { model.net.forward(none); }, {"at least one"});
  model.net.forward(numbers<B>(20, 3));
  refuses<nn::ShapeError>([&] { model.net.forward(none); }, {"at least one"});
}

BOOST_AUTO_TEST_CASE(subsets_that_have_no_such_samples) {
  const nn::Dataset data = ten_classes();
  refuses<nn::UsageError>(
      [&] {
        nn::Loader({&data, {1, 30}}, {});
      },
      {"sample 30", "30 samples"});
  nn::Loader empty({&data, {}}, {});
  Model<nn::Cpu> model;
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  nn::Sgd<nn::Cpu> sgd(model.net);
  nn::Trainer<nn::Cpu> trainer(model.net, loss, sgd);
  refuses<nn::UsageError>([&] { trainer.train_epoch(empty); },
                          {"nothing to train on", "made up"});
  refuses<nn::UsageError>([&] { nn::evaluate(model.net, loss, empty); },
                          {"nothing to evaluate", "made up"});
}

BOOST_AUTO_TEST_CASE(metrics_of_labels_that_do_not_fit) {
  const Labels two = {0, 1}, three = {0, 1, 2}, none;
  refuses<nn::ShapeError>([&] { nn::accuracy(two, three); }, {"2", "3 labels"});
  refuses<nn::ShapeError>([&] { nn::accuracy(none, none); }, {"at least one"});
  refuses<nn::ShapeError>([&] { nn::confusion_matrix(three, three, 2); },
                          {"label 2", "2 classes"});
  refuses<nn::ShapeError>(
      [&] { nn::worst_mistakes(arma::fmat(2, 3), three, 1); }, {"label 2"});
}
