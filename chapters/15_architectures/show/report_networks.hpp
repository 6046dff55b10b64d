/// Tables of networks: their wires, what they cost, how far they see.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "../published.hpp"

namespace chapter15 {

/// Each layer with its shape and what it takes.
void print_wires(const Outline& net);

/// What is thrown, in lines of at most 76 characters.
void print_refusal(const std::string& mistake,
                   const std::function<void()>& make);

/// Parameters and multiply-adds beside those of the paper.
void print_published(const std::vector<Published>& table);

/// GoogLeNet, row by row, and its sum.
void print_googlenet(const std::vector<PublishedPart>& rows);

}  // namespace chapter15
