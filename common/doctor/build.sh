# How ./learn builds: programs, the benchmarks, the site.
# shellcheck shell=bash disable=SC2154  # variables of ./learn

# progress LABEL LOG: keeps its input in LOG; a terminal shows its last line.
progress() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "$line" >&3
    if [[ -t 2 ]]; then
      line="$1: ${line/Building CXX object*\//}"
      printf '\r\e[K%s' "${line:0:79}" >&2
    fi
  done 3>"$2"
  if [[ -t 2 ]]; then printf '\r\e[K' >&2; fi
}

# One compiler per core, as long as each has 1.5 GB of memory.
job_count() {
  { cat /proc/meminfo 2>/dev/null || true; } | awk -v jobs="$(nproc)" '
    /^MemAvailable/ && $2 / 1.5e6 < jobs { jobs = int($2 / 1.5e6) }
    END { print (jobs > 0 ? jobs : 1) }'
}

# Runs CMake when nothing is configured yet, when the tree has moved, or when
# options are given. Ninja handles changed CMake files by itself.
configure() {
  local fresh=()
  if [[ ! -f $build/build.ninja ]] ||
    ! grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source" "$build/CMakeCache.txt"
  then
    fresh=(--fresh)
  elif [[ -z ${NN_CMAKE_ARGS:-} ]]; then
    return
  fi
  new_log "$build/configure.log"
  # shellcheck disable=SC2086  # several options in one variable
  if ! cmake -S "$source" -B "$build" --preset "$preset" "${fresh[@]}" \
    ${NN_CMAKE_ARGS:-} >"$build/configure.log" 2>&1; then
    cat "$build/configure.log" >&2
    die 1 "CMake failed (see above)"
  fi
}

# first_build_time TARGET...: about how long, measured on two cores.
first_build_time() {
  local minutes=2 cores
  cores=$(job_count)
  if [[ " $* " == *' all '* ]]; then minutes=10; fi
  minutes=$(((minutes * 2 + cores - 1) / cores))
  if ((minutes == 1)); then echo 'about a minute'
  else echo "about $minutes minutes"; fi
}

# build_targets TARGET...: one build at a time; silent if up to date.
build_targets() (
  grep -qsF "\"name\": \"$preset\"" "$source/CMakePresets.json" ||
    die 2 "no preset '$preset' (NN_BUILD); valid: release debug asan"
  make_folder "$build"
  exec 9<"$build"
  if ! flock -n 9; then
    say "Waiting for another build in $build ..."
    flock 9
  fi
  configure
  if [[ ! -e $build/build.log ]]; then
    say "The first build takes $(first_build_time "$@");" \
      "later ones compile only what changed."
  fi
  SECONDS=0
  log=$build/build.log
  new_log "$log"
  if ! cmake --build "$build" -j "$(job_count)" --target "$@" 2>&1 |
    progress building "$log"; then
    # From the first failure on; all of it when CMake itself failed.
    case $(grep -m 1 '^FAILED: ' "$log") in
      '' | *build.ninja*) cat "$log" ;;
      *) sed -n '/^FAILED: /,$p' "$log" ;;
    esac >&2
    die 1 "the build failed (see above); the log is $log"
  fi
  if grep -q 'warning:' "$log"; then grep -Ev '^(\[|--) ?' "$log" >&2; fi
  if grep -q '^\[.* Building' "$log"; then
    say "Built $(grep -c '^\[.* Building' "$log") files in $SECONDS s."
  fi
)

# tests/bench is a separate project.
build_bench() (
  # shellcheck disable=SC2030  # only here
  source=$root/tests/bench preset=bench build=$builds/bench
  build_targets "$@"
)

# site_is_new: nothing of docs/ is newer than the site (the tests build it, too).
site_is_new() {
  [[ -f $builds/site/index.html && -f $builds/site.stamp ]] &&
    [[ -z $(find "$root/docs" -type f -newer "$builds/site.stamp" \
      -not -path '*/node_modules/*' -print -quit) ]]
}

# build_site: build/site; without npm it says so and goes on. node finds only
# packages beside the pages.
build_site() {
  local log=$builds/site.log
  if site_is_new; then
    say "The site is in $builds/site."
    return
  fi
  if ! command -v npm >/dev/null; then
    say "learn: the site is not built: there is no npm"
    return
  fi
  if [[ ! -w $root/docs ]]; then
    say "learn: the site is not built: it needs a project of your own, and" \
      "$root/docs cannot be written"
    return
  fi
  make_folder "$builds"
  new_log "$log"
  rm -f "$builds/site.stamp"
  touch "$builds/site.begin"
  (
    cd "$root/docs"
    if [[ ! package-lock.json -ot node_modules/.package-lock.json ]]; then
      say "Fetching what builds the site (npm ci, 80 MB) ..."
      # No package's scripts run while it is fetched. Only esbuild has one: it
      # would replace the script `esbuild` with the fast program, which comes as
      # another package. VitePress finds that program anyway.
      npm ci --ignore-scripts --no-audit --no-fund >"$log" 2>&1 ||
        { tail -n 15 "$log" >&2; die 1 "npm ci failed"; }
    fi
    npm run --silent build >"$log" 2>&1 ||
      { cat "$log" >&2; die 1 "the site could not be built"; }
  )
  touch -r "$builds/site.begin" "$builds/site.stamp"
  say "The site is in $builds/site."
}
