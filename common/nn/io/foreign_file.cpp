#include "nn/io/foreign_file.hpp"

#include <fmt/format.h>

namespace nn {
namespace {

using std::filesystem::path;
using std::string_view_literals::operator""sv;

/// The text quoted as one word of a shell command line.
std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (char c : text)
    if (c == '\'')
      word += R"('\'')";
    else
      word += c;
  return word + "'";
}

/// Protocols 2 to 5. A safetensors file whose header length ends in 80
/// hexadecimal may begin with the same bytes, but then zeros follow.
bool is_pickle(std::string_view head) {
  return head.size() >= 8 && head[0] == '\x80' && head[1] >= 2 &&
         head[1] <= 5 && head.substr(3, 5) != "\0\0\0\0\0"sv;
}

std::string by_pytorch(const path& file, const char* what) {
  const path tool = path(NN_SOURCE_DIR) / "common/nn/io/pt_to_safetensors.py";
  path result = file;
  result.replace_extension(".safetensors");
  return fmt::format(
      "found {}, expected safetensors; with PyTorch, python3 {} {} {} converts "
      "it",
      what, shell_word(tool.string()), shell_word(file.string()),
      shell_word(result.string()));
}

}  // namespace

std::string describe_foreign(const path& file, std::string_view head) {
  // A zip's first entry; PyTorch's is ARCHIVE/data.pkl.
  if (head.starts_with("PK\3\4"sv))
    return head.find("data.pkl"sv) != head.npos
               ? by_pytorch(file, "what torch.save() writes (a zip)")
               : "found a zip archive, expected safetensors";
  // The magic number that torch.save() wrote first until 1.6, as a pickle.
  if (head.starts_with("\x80\2\x8a\nl\xfc\x9c\x46\xf9 j\xa8P\x19"sv))
    return by_pytorch(file, "what torch.save() wrote until PyTorch 1.6");
  if (is_pickle(head))
    return "found a pickle of Python, which may run any program when it is "
           "read, expected safetensors";
  if (head.starts_with("\x89HDF\r\n\x1a\n"sv))
    return "found HDF5 (.h5, as Keras writes it), expected safetensors";
  return "";
}

}  // namespace nn
