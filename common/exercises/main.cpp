// The program that holds a chapter's exercises; exercises.py runs it.
#include "nn/exercise/run.hpp"

int main(int argc, char** argv) {
  return nn::exercise::run(argc, argv);
}
