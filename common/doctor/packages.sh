# shellcheck shell=bash disable=SC2034,SC2154  # variables shared with learn
# Sourced by ./learn: which Debian packages are needed, and their installation.
# Uses builds, build, say, die and progress of ./learn.

# Debian packages and what they are for. A "?" marks optional ones: if one of
# them cannot be installed, work continues.
build_packages='g++ the compiler
cmake builds the programs
ninja-build builds the programs
libarmadillo-dev matrices in C++
liblapack-dev eigenvalues, least squares
libblas-dev what LAPACK needs
libopenblas-dev OpenBLAS, to compare with
libopenblas0-pthread OpenBLAS (its fastest variant)
libboost-test-dev the tests, which are configured with the programs
librandom123-dev random numbers (Philox)
zlib1g-dev reads .gz data sets
libfmt-dev formats text
libcli11-dev reads command lines
nlohmann-json3-dev writes metrics and checkpoints
libssl-dev SHA-256 of data sets
libonnx-dev the format of .onnx files
libprotobuf-dev what that format is made of'
run_packages="$build_packages
gnuplot-nox ? draws the figures
fonts-dejavu-core ? letters in the figures"
# For figures with Chinese labels; without it gnuplot garbles them. The site's
# own figures are all drawn with it.
chinese_packages='fonts-noto-cjk ? Chinese letters in the figures (60 MB)'
fashion_packages='dataset-fashion-mnist ? 70,000 pictures to learn from (30 MB)'
fetch_packages='python3 ? tests of what is not C++
curl ? fetches data sets
ca-certificates ? fetches data sets over https'
# Only for ./learn bench; libtorch and its dependencies take about 0.8 GB.
torch_packages='libtorch-dev PyTorch in C++, to compare with (0.8 GB in all)
libopenblas0-openmp lets PyTorch use one pool of threads, its fastest way
python3 runs the comparison'
# Only for ./learn bench classical.
sklearn_packages='python3-sklearn scikit-learn, to compare with
python3 runs the comparison'
exercise_packages='python3 makes stubs and runs the checks'
text_packages='python3 ties the text to the code'
browser_packages='chromium ? looks at the site, for its tests'
kernel_packages='libbenchmark-dev measures single functions'

# For ./learn check: each of its steps is skipped if its tool is missing.
check_packages='python3 runs the checks
clang ? compiles all a second time, and fuzzes
libclang-rt-dev ? fuzzes what reads files
clang-tidy ? finds what compilers do not
cppcheck ? the same, another way'
# For ./learn test long: likewise.
long_packages='clang ? compiles what trains a second time
g++-aarch64-linux-gnu ? compiles it for ARM64
qemu-user ? runs that
emscripten ? compiles it to WebAssembly
nodejs ? runs that'

# site_packages: node and npm, unless already installed from elsewhere.
site_packages() {
  if command -v node >/dev/null && command -v npm >/dev/null; then return; fi
  echo 'nodejs ? builds the site'
  echo 'npm ? fetches what builds the site'
}

# missing LIST: the lines of LIST whose package is not installed.
missing() {
  local have line
  # shellcheck disable=SC2046  # one word a package
  have=$(dpkg-query -W -f '|${Package}|${db:Status-Status}\n' \
    $(cut -d' ' -f1 <<<"$1") 2>/dev/null) || true
  while read -r line; do
    [[ -z $line || $have == *"|${line%% *}|installed"* ]] || echo "$line"
  done <<<"$1"
}

# on_offer: the lines of its input, except optional packages that this release
# does not have. (Before its first update, apt knows no packages.)
on_offer() {
  local line
  if [[ -z $(apt-cache madison g++ 2>/dev/null) ]]; then cat; return; fi
  while read -r line; do
    if [[ $line != *' ? '* || -n $(apt-cache madison "${line%% *}") ]]; then
      echo "$line"
    fi
  done
}

# table LIST: prints a line for each package.
table() { sed 's/ /\t/; s/^/  /' <<<"$1" | expand -t 26 >&2; }

# needed LIST: the required packages of LIST that are missing.
needed() { missing "$1" | grep -v ' ? ' || true; }

apt_install() {  # LIST; the log is apt.log
  local sudo=() apt=(apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  if ((EUID != 0)); then sudo=(sudo); fi
  {
    "${sudo[@]}" "${apt[@]}" update ||
      echo "(package lists not updated: the known ones must do)"
    # shellcheck disable=SC2046  # one word a package
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
      "${apt[@]}" install -y --no-install-recommends \
      $(on_offer <<<"$1" | cut -d' ' -f1)
  } </dev/null 2>&1 | progress installing "$builds/apt.log"
}

# ensure LIST: installs what is missing; exits if a required package cannot be.
ensure() {
  local lines hard names command
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if [[ -f $build/build.ninja ]]; then return; fi
    say "learn: no apt-get here, so nothing is installed. What must be there, by" \
      "Debian's names (it goes on without those with a ?):"
    table "$1"
    return
  fi
  lines=$(missing "$1" | on_offer)
  if [[ -z $lines ]]; then return; fi
  hard=$(needed "$1")
  names=$(cut -d' ' -f1 <<<"$lines" | paste -sd' ')
  command="apt-get update && apt-get install --no-install-recommends $names"
  say "Missing packages:"
  table "${lines// ? / }"
  if [[ ${NN_INSTALL:-} == no ]] ||
    { ((EUID != 0)) && ! command -v sudo >/dev/null; }; then
    if [[ -z $hard ]]; then return; fi
    die 1 "packages are missing; as root, run: $command"
  fi
  make_folder "$builds"
  new_log "$builds/apt.log"
  say "Installing them; the log is $builds/apt.log ..."
  SECONDS=0
  if apt_install "$lines"; then
    say "Installed in $SECONDS s."
    rm -f "$builds"/*/build.ninja  # makes CMake look again
    return
  fi
  if [[ -z $(needed "$1") ]]; then
    names=$(missing "$1" | cut -d' ' -f1 | paste -sd' ')
    say "learn: going on without: $names"
    return
  fi
  tail -n 15 "$builds/apt.log" >&2
  die 1 "apt-get failed (see above); as root, try: $command"
}

# Which BLAS each program gets: lines of "name status path", in Debian's format.
blas_choice() {
  update-alternatives --get-selections 2>/dev/null |
    grep -E '^lib(blas|lapack|openblas)\.so\.' || true
}

# Like ensure, for a LIST with a different OpenBLAS: programs keep the one they
# had.
ensure_keeping_blas() {
  local before name status path sudo=()
  before=$(blas_choice)
  ensure "$1"
  if ((EUID != 0)); then sudo=(sudo); fi
  while read -r name status path; do
    if [[ -n $name && $(blas_choice) != *" $path"* ]]; then
      "${sudo[@]}" update-alternatives --set "$name" "$path" >/dev/null
    fi
  done <<<"$before"
}
