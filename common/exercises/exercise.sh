# ./learn exercise: README.md beside this file.
# shellcheck shell=bash disable=SC2154  # variables of ./learn

# exercise check-all [NAME...]: stubs fail, solutions pass, wrong answers are
# caught: of all exercises, or of those that are named.
exercise() {
  local tool=$root/common/exercises/exercises.py targets
  if [[ ${1:-} != check-all ]]; then
    unknown 'exercise command' "${1:-}" check-all
  fi
  shift
  if [[ ${1:-} == -- ]]; then shift; fi
  ensure "$run_packages"$'\n'"$exercise_packages"
  targets=$(python3 -B "$tool" chapters "$@") || exit
  [[ -n $targets ]] || die 1 'there are no exercises yet'
  # shellcheck disable=SC2046,SC2086  # one word a chapter
  build_targets $(printf '%s_exercises ' $targets)
  exec python3 -B "$tool" check-all --build "$build" "$@"
}
