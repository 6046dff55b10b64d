#include "words.hpp"

namespace chapter11 {

Texts four_texts() {
  return {{"Chinese", "Beijing", "Shanghai", "Macao", "Tokyo", "Japan"},
          {{{2, 2, 1, 1},
            {1, 0, 0, 0},
            {0, 1, 0, 0},
            {0, 0, 1, 0},
            {0, 0, 0, 1},
            {0, 0, 0, 1}},
           {1, 1, 1, 0},
           2},
          {3, 0, 0, 0, 1, 1}};
}

}  // namespace chapter11
