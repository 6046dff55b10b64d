/// The steps about what surprises: views, formulas that wait, and lines that
/// Python or C++ refuses.
#pragma once

namespace chapter00 {

void views();
void lazy();
void mistakes();

}  // namespace chapter00
