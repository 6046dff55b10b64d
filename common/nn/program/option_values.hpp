/// Values of command-line options, checked more strictly than CLI11 does.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class Validator;
}

namespace nn {

/// For option(...)->transform(): a number from `low` to `high`, only digits,
/// read as decimal (010 is 10, not 8). CLI11 reads octal, wraps -1 around and
/// truncates numbers that are too large.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

/// For option(...)->check(): a number from `low` to `high`; NaN is rejected.
CLI::Validator number_between(double low, double high);

/// UsageError for `--seed=`: CLI11 would take the next argument as its value.
void refuse_empty_values(int argc, const char* const* argv);

}  // namespace nn
