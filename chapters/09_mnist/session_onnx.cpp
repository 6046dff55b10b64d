// A session's network as an .onnx file, for other programs, and from one.
#include "nn/core/error.hpp"
#include "nn/onnx/onnx.hpp"

#include "session.hpp"

namespace chapter09 {
namespace {

/// One class a line.
std::string lines(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : "\n") + name;
  return text;
}

/// A network can be tested on images of its input's size only.
void expect_fit(const nn::Model<B>& network, const nn::Dataset& images,
                const std::filesystem::path& file) {
  const std::size_t in = network.input_shape().features(),
                    out = network.output_shape().features();
  if (in == images.shape.features() && out == images.classes) return;
  throw nn::DataError(fmt::format(
      "{}: a network of {} inputs and {} outputs, but the images have {} "
      "numbers and {} classes",
      file.string(), in, out, images.shape.features(), images.classes));
}

}  // namespace

void Session::save_onnx(const std::filesystem::path& file) {
  Texts about = describe_inputs(pixels_);
  about["nn.input.formula"] = "(pixel / 255 - mean) / deviation";
  about["nn.classes"] = lines(images_.train.class_names);
  about["nn.model"] = recipe_.model;
  nn::save_onnx(*model_, file, about);
}

void Session::load_onnx(const std::filesystem::path& file) {
  nn::LoadedOnnx<B> loaded = nn::load_onnx<B>(file);
  expect_fit(*loaded.graph, images_.train, file);
  average_.reset();  // both belong to the network that goes
  optimizer_.reset();
  model_ = std::move(loaded.graph);
  fmt::print("model     {}\n\n{}", file.string(), model_->summary());
  pixels_ = prepare_inputs(loaded.about, file, settings_.standardize, pixels_);
}

}  // namespace chapter09
