// Networks as .onnx files, and back.
#include <boost/test/unit_test.hpp>

#include "unit/onnx_files.hpp"
#include "unit/onnx_files_broken.hpp"
