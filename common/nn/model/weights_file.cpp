#include "nn/model/weights_file.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "nn/io/checksum.hpp"
#include "nn/io/safetensors_header.hpp"
#include "nn/io/safetensors_reader.hpp"

namespace nn {
namespace {

/// Is the header what write_with_checksum() writes, except for the order of the
/// texts and trailing blanks? Damage does not change that: a changed name,
/// number or text is read, and written again, as it is.
bool is_ours(const SafetensorsReader& reader,
             const std::vector<std::string>& names) {
  const std::vector<TensorEntry>& entries = reader.entries();
  const bool same_order =
      std::ranges::equal(entries, names, {}, &TensorEntry::name);
  const bool all_float = std::ranges::all_of(
      entries, [](NumberType type) { return type == NumberType::f32; },
      &TensorEntry::type);
  if (!same_order || !all_float) return false;
  const auto header = [&](const Texts& about) {
    return format_safetensors_header(reader.file(), {entries, about});
  };
  const std::string tensors = header({}).substr(1);  // without the first "{"
  std::string text = reader.header_text();
  text.resize(text.find_last_not_of(" \t\r\n") + 1);
  return text.ends_with(tensors) &&
         text.size() == header(reader.metadata()).size();
}

void rename(std::vector<Tensor>& tensors, const NameMatch& match,
            const std::vector<WantedTensor>& wanted) {
  std::map<std::string, std::string> names;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    names[match.names[i]] = wanted[i].name;
  for (Tensor& tensor : tensors)
    tensor.name = names.at(tensor.name);
}

std::vector<std::string> notes_about(const SafetensorsReader& reader,
                                     const NameMatch& match,
                                     bool copied_checksum) {
  std::vector<std::string> notes;
  if (!match.note.empty()) notes.push_back(match.note);
  const auto rounded =
      std::ranges::count(reader.entries(), NumberType::f64, &TensorEntry::type);
  if (rounded > 0)
    notes.push_back(fmt::format(
        "numbers of {} tensors are rounded from F64 to float", rounded));
  if (copied_checksum)
    notes.push_back(
        "written again by another program: the SHA-256 in the metadata is that "
        "of an earlier file and proves nothing");
  return notes;
}

}  // namespace

LoadedWeights read_weights(const std::filesystem::path& file,
                           const std::vector<WantedTensor>& wanted) {
  const SafetensorsReader reader(file);
  const NameMatch match = match_names(wanted, reader.entries(), file);
  CheckedTensors read = read_with_checksum(reader);
  const bool broken = read.checksum.is_there() && !read.checksum.fits();
  if (broken && is_ours(reader, match.names))
    refuse_damaged(reader, read.checksum);
  rename(read.tensors, match, wanted);
  return {std::move(read.tensors), reader.metadata(),
          notes_about(reader, match, broken)};
}

}  // namespace nn
