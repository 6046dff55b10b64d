/// Values of command-line options: what CLI11 takes is too much.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class Validator;
}

namespace nn {

/// For option(...)->transform(): digits alone, read as decimal (010 is 10, not
/// 8), of a number from `low` to `high`. CLI11 reads octal, wraps -1 around
/// and cuts off what is too large.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

/// For option(...)->check(): a number from `low` to `high`; NaN is none.
CLI::Validator number_between(double low, double high);

/// UsageError for `--seed=`: CLI11 would take the next argument as its value.
void refuse_empty_values(int argc, const char* const* argv);

}  // namespace nn
