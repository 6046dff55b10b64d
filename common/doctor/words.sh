# What ./learn says: lines, errors, the word that was meant.
# shellcheck shell=bash disable=SC2154  # variables of ./learn

say() { printf '%s\n' "$*" >&2; }
die() { say "learn: ${*:2}"; exit "$1"; }

# distance A B: letters to insert, delete or replace between A and B.
distance() {
  local a=${1:0:30} b=${2:0:30} i j row=() corner above best
  for ((j = 0; j <= ${#b}; j++)); do row[j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    corner=${row[0]} row[0]=$i
    for ((j = 1; j <= ${#b}; j++)); do
      above=${row[j]}
      best=$((corner + 1))
      if [[ ${a:i-1:1} == "${b:j-1:1}" ]]; then best=$corner; fi
      if ((above + 1 < best)); then best=$((above + 1)); fi
      if ((row[j - 1] + 1 < best)); then best=$((row[j - 1] + 1)); fi
      corner=$above row[j]=$best
    done
  done
  echo "${row[${#b}]}"
}

# unknown KIND WORD VALID...: ends with the valid words and the closest one.
unknown() {
  local kind=$1 word=$2 near='' least=3 d valid
  shift 2
  for valid in "$@"; do
    d=$(distance "$word" "${valid#[0-9][0-9]_}")
    if ((d < least)); then least=$d near=", did you mean '$valid'?"; fi
  done
  die 2 "no $kind '$word'${near:-;} valid: $*"
}

chapters() {
  local file
  for file in "$root"/chapters/opening/CMakeLists.txt \
    "$root"/chapters/[0-9][0-9]_*/CMakeLists.txt; do
    if [[ -f $file ]]; then basename "${file%/*}"; fi
  done
}

# find_chapter WORD [VALID...]: WORD as number, name or both -> NN_name. (The
# opening has no number.)
find_chapter() {
  local word=${1%/} chapter
  for chapter in $(chapters); do
    if [[ $word == "$chapter" || $word == "${chapter#*_}" ]] ||
      [[ $word =~ ^[0-9]{1,3}$ && $chapter =~ ^[0-9] &&
        $((10#$word)) == $((10#${chapter%%_*})) ]]
    then
      echo "$chapter"
      return
    fi
  done
  # shellcheck disable=SC2046  # one word a chapter
  unknown chapter "$word" "${@:2}" $(chapters)
}
