/// The steps about rounding and strange features.
#pragma once

namespace chapter02 {

void swallowed();
void one_pass();
void strange_features();

}  // namespace chapter02
