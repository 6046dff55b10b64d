# add_exercises(CHAPTER): one program CHAPTER_exercises of all the variants of
# the chapter's exercises, and the test exercises.CHAPTER that runs them.
#
# A master becomes one file for the compiler, so that it is compiled once.
find_package(Python3 3.9 COMPONENTS Interpreter)
set(NN_EXERCISES_FOLDER ${CMAKE_CURRENT_LIST_DIR})

function(add_exercises chapter)
  nn_glob(masters chapters/${chapter}/exercises/*.cpp)
  if(NOT masters)
    return()
  endif()
  if(NOT Python3_FOUND)
    add_custom_target(${chapter}_exercises COMMAND ${CMAKE_COMMAND} -E echo
      "The exercises are left out: there is no Python 3.9")
    return()
  endif()
  set(tool "${NN_EXERCISES_FOLDER}/exercises.py")
  nn_glob(modules common/exercises/*.py)
  list(TRANSFORM modules PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  set(units)
  foreach(master IN LISTS masters)
    get_filename_component(name ${master} NAME_WE)
    set(unit "${CMAKE_CURRENT_BINARY_DIR}/exercises/${name}.cpp")
    add_custom_command(OUTPUT "${unit}"
      COMMAND ${Python3_EXECUTABLE} -B "${tool}" unit
        "${CMAKE_CURRENT_SOURCE_DIR}/${master}" "${unit}"
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${master}" ${modules} VERBATIM)
    list(APPEND units "${unit}")
  endforeach()
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/exercises")
  # -O1, as for the tests: they compile in two thirds of the time.
  set(options $<$<CONFIG:Release>:-O1> ${nn_lighter_checks})
  set(program ${chapter}_exercises)
  add_executable(${program} ${units} "${NN_EXERCISES_FOLDER}/main.cpp")
  set_source_files_properties(${units} PROPERTIES
    COMPILE_OPTIONS "${options}")
  target_link_libraries(${program} PRIVATE nn_reference_float nn)
  target_include_directories(${program} PRIVATE "${PROJECT_SOURCE_DIR}/chapters")
  target_precompile_headers(${program} REUSE_FROM nn_headers)
  add_test(NAME exercises.${chapter} COMMAND ${Python3_EXECUTABLE} -B "${tool}"
    check-all ${chapter} --build "${PROJECT_BINARY_DIR}")
  set_tests_properties(exercises.${chapter} PROPERTIES
    LABELS "exercises;${chapter}" TIMEOUT 300)
endfunction()
