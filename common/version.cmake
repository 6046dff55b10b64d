# Writes HEADER with the version of SOURCE as git describes it.
execute_process(COMMAND git describe --always --dirty
  WORKING_DIRECTORY "${SOURCE}" OUTPUT_VARIABLE version
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if("${version}" STREQUAL "")
  set(version unknown)
endif()
# A tag may have a quote in its name: in a string of C++ it needs a backslash.
string(REGEX REPLACE "([\"\\])" "\\\\\\1" version "${version}")
set(text "#define NN_VERSION \"${version}\"\n")
if(EXISTS "${HEADER}")
  file(READ "${HEADER}" old)
endif()
if(NOT "${text}" STREQUAL "${old}")
  file(WRITE "${HEADER}" "${text}")
endif()
