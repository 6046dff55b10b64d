# Writes HEADER with the version of SOURCE as git describes it.
execute_process(COMMAND git describe --always --dirty
  WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE version
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT version)
  set(version unknown)
endif()
set(text "#define NN_VERSION \"${version}\"\n")
if(EXISTS ${HEADER})
  file(READ ${HEADER} old)
endif()
if(NOT "${text}" STREQUAL "${old}")
  file(WRITE ${HEADER} "${text}")
endif()
