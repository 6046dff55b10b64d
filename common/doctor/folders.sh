# shellcheck shell=bash disable=SC2154  # variables shared with learn
# Sourced by ./learn: the build folder and its logs.
# Uses root, builds, named_builds, say and die of ./learn.

# builds_here: may this user build in the project's own folder? Not if another
# user has built there and left files that we cannot write.
builds_here() {
  local path folder=$root/build
  if [[ ! -e $folder ]]; then [[ -w $root ]]; return; fi
  for path in "$folder" "$folder"/* "$folder"/*/{CMakeCache.txt,.ninja_log}; do
    if [[ -e $path && ! -w $path ]]; then return 1; fi
  done
}

# builds_folder: prints it. In the user's cache, projects are identified by
# their path, so that two of them do not collide.
builds_folder() {
  local named=${NN_BUILD_DIR:-} cache=${XDG_CACHE_HOME:-} name
  if [[ -n $named ]]; then
    if [[ $named != /* ]]; then named=$PWD/$named; fi
    echo "$named"
  elif builds_here; then
    echo "$root/build"
  else
    if [[ $cache != /* ]]; then cache=${HOME:-/nonexistent}/.cache; fi
    name=$(sha256sum <<<"$root")
    echo "$cache/deep-learning-compiled/${name:0:12}"
  fi
}

# make_folder FOLDER: in the build folder; the first call says where that is, if
# it is not in the usual place.
make_folder() {
  if [[ ! -d $builds && -z $named_builds && $builds != "$root/build" ]]; then
    say "Building in $builds, since $root/build cannot be written" \
      "(NN_BUILD_DIR=DIR names another folder)."
  fi
  if ! mkdir -p -- "$1" 2>/dev/null || [[ ! -w $1 ]]; then
    die 1 "cannot write to $1: let NN_BUILD_DIR name a folder that you may" \
      "write to"
  fi
}

# new_log FILE: an empty log, so that an old one is not mistaken for it.
new_log() {
  { rm -f -- "$1" && : >"$1"; } 2>/dev/null ||
    die 1 "cannot write $1: let NN_BUILD_DIR name a folder that you may" \
      "write to"
}
