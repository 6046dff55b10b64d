# shellcheck shell=bash disable=SC2154  # variables shared with learn
# Sourced by ./learn doctor: what this machine has, one line per subject, with a
# remedy if something is missing. Works with nothing installed; doctor.cpp
# covers the processor and OpenBLAS, once it can be built.
PATH=$PATH:/usr/sbin:/sbin:/usr/local/cuda/bin
fashion=/usr/share/datasets/fashion-mnist

# line STATUS SUBJECT TEXT [REMEDY]; doctor.cpp prints the same columns.
line() {
  printf '%-9s%-14s%s\n' "$1" "$2" "$3"
  if [[ -n ${4:-} ]]; then printf '%-9s%-14s-> %s\n' '' '' "$4"; fi
  if [[ $1 == missing ]]; then all_there=no; fi
}

# Colors the statuses if the output is a terminal.
paint() {
  if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
    sed -u -e $'s/^ok /\e[32m&\e[m/' -e $'s/^optional/\e[36m&\e[m/' \
      -e $'s/^missing/\e[31m&\e[m/' -e $'s/^slow/\e[33m&\e[m/'
  else
    cat
  fi
}

install_it() {  # PACKAGE [COMMAND]
  echo "./learn ${2:-build} installs it (Debian package $1)"
}

# at_least WANTED VERSION
at_least() { [[ $(printf '%s\n' "$@" | sort -V | head -n 1) == "$1" ]]; }

# tool STATUS SUBJECT COMMAND PACKAGE MINIMUM [LEARN]: a program, its version,
# and which command of ./learn installs it.
tool() {
  local version
  if ! command -v "$3" >/dev/null; then
    line "$1" "$2" "no $3" "$(install_it "$4" "${6:-}")"
    return
  fi
  version=$("$3" --version 2>/dev/null) || version=''
  [[ $version =~ [0-9]+(\.[0-9]+)+ ]] && version=${BASH_REMATCH[0]}
  if at_least "$5" "$version"; then
    line ok "$2" "$3 $version"
  else
    line "$1" "$2" "$3 $version is too old" "version $5 or newer is needed"
  fi
}

# header SUBJECT FILE PACKAGE: a library, found by its header.
header() {
  local prefix version
  for prefix in /usr/include /usr/local/include /usr/include/*-linux-gnu*; do
    if [[ -e $prefix/$2 ]]; then
      version=$(dpkg-query -W -f '${Version}' "$3" 2>/dev/null) || version=''
      version=${version#*:}
      line ok "$1" "${version%%[+-]*}"
      return
    fi
  done
  line missing "$1" "no <$2>" "$(install_it "$3")"
}

cuda() {
  local version driver='GPU driver there'
  # Not a pipe: grep -q would close it early, and pipefail would report failure.
  grep -q 'libcuda\.so' <<<"$(ldconfig -p 2>/dev/null)" ||
    driver='no GPU driver'
  if ! command -v nvcc >/dev/null; then
    line optional CUDA "no nvcc, $driver" \
      'only for --device cuda: NVIDIA'\''s CUDA Toolkit 12 or newer'
    return
  fi
  version=$(nvcc --version | grep -oE 'release [0-9.]+') || version='?'
  if [[ $driver == no* ]]; then
    line optional CUDA "nvcc ${version#release }, $driver" \
      'compiles; to run it, install the driver of an NVIDIA GPU'
  else
    line ok CUDA "nvcc ${version#release }, $driver"
  fi
}

# set_of PATH FILE: the data set of data/catalogue.tsv whose FILE is in PATH,
# compressed or not; or "unknown". Fails if it cannot be read or decompressed.
set_of() {
  local hash
  [[ -f $1 ]] || return
  hash=$(gzip -dcf <"$1" 2>/dev/null | sha256sum) || return
  awk -F '\t' -v file="$2" -v hash="${hash%% *}" '
    $1 == "file" && $3 == file && $5 == hash { found = $2 }
    END { print (found ? found : "unknown") }' \
    "$root/data/catalogue.tsv" 2>/dev/null || echo unknown
}

# files_in FOLDER: those that it should have: CIFAR-10's if it has one of them,
# else four as MNIST has them.
files_in() {
  files=({train,t10k}-{images-idx3,labels-idx1}-ubyte)
  if compgen -G "$1/*_batch*.bin*" >/dev/null; then
    files=(data_batch_{1..5}.bin test_batch.bin)
  fi
}

# data_set STATUS NAME FOLDER REMEDY: its files, and which data set they are.
# STATUS is for an empty FOLDER. If there is both a plain and a compressed file,
# programs read the plain one.
data_set() {
  local file files path set sets=() wrong='' wanted=${2/MNIST/mnist}
  wanted=${wanted/Fashion/fashion}  # not ${2,,}: Turkish has a different i
  wanted=${wanted/CIFAR/cifar}
  files_in "$3"
  for file in "${files[@]}"; do
    path=$3/$file
    if [[ ! -e $path ]]; then path=$3/$file.gz; fi
    if [[ ! -e $path ]]; then continue; fi
    if ! set=$(set_of "$path" "$file"); then set=damaged; fi
    if [[ $set != "$wanted" ]]; then wrong="$path: $set"; fi
    sets+=("$set")
  done
  if ((${#sets[@]} == 0)); then
    line "$1" "$2" "not in $3" "$4"
  elif ((${#sets[@]} < ${#files[@]})); then
    line missing "$2" "${#sets[@]} of ${#files[@]} files in $3" "$4"
  elif [[ -z $wrong ]]; then
    line ok "$2" "$3 (SHA-256 right)"
  elif [[ $2 == NN_DATA && " ${sets[*]}" != *' damaged'* ]]; then
    own_data "$3" "$4"
  else
    wrong=${wrong/%: unknown/: wrong SHA-256}
    line missing "$2" "${wrong/%: damaged/ cannot be read, or is damaged}" "$4"
  fi
}

# own_data FOLDER REMEDY: any data will do, except images of one known set with
# labels of another.
own_data() {
  local found
  found=$(printf '%s\n' "${sets[@]}" | sort -u | paste -sd ' ')
  case $found in
    *unknown*) line ok NN_DATA \
      "$1 (data of your own: SHA-256 not in data/catalogue.tsv)" ;;
    *\ *) line missing NN_DATA "$1 mixes the files of $found" "$2" ;;
    *) line ok NN_DATA "$1 ($found, SHA-256 right)" ;;
  esac
}

data_sets() {
  local rest=missing
  if [[ -d ${NN_DATA:-} ]]; then
    data_set missing NN_DATA "$NN_DATA" \
      'let NN_DATA name a folder with a data set'\''s files, or unset it'
    rest=optional
  elif [[ ! ${NN_DATA:-mnist} =~ ^((fashion-)?mnist|cifar-10)$ ]]; then
    line missing NN_DATA "no folder $NN_DATA" \
      'let NN_DATA name a folder, mnist, fashion-mnist or cifar-10, or unset it'
  fi
  if [[ -d $root/data/mnist ]]; then rest=optional; fi
  data_set optional MNIST "$root/data/mnist" './learn data mnist fetches it'
  data_set "$rest" Fashion-MNIST "$fashion" \
    './learn data fashion-mnist installs it'
  data_set optional CIFAR-10 "$root/data/cifar-10" \
    './learn data cifar-10 fetches it'
}

# The processor, its threads and OpenBLAS, measured by doctor.cpp.
measured() {
  if [[ -n $(missing "$build_packages") ]] && command -v dpkg-query >/dev/null
  then
    line missing OpenBLAS 'not measured: packages are missing' \
      './learn build installs them'
  elif build_targets doctor; then
    "$build/common/doctor" || all_there=no
  else
    line missing OpenBLAS 'not measured: the doctor was not built' \
      'see the messages above'
  fi
}

# Does this machine compute the book's numbers? Checked only if the program that
# trains for this test has been built: that takes minutes.
digits() {
  local program=$builds/release/tests/digits expected found
  local question="this machine gives the book's digits:"
  if [[ ! -x $program ]]; then
    line optional digits "$question not known" './learn test digits finds out'
    return
  fi
  expected=$(awk '/"epoch"/ { epoch = 1 }
    epoch && /"mlp"/ { gsub(/[",\r]/, ""); print $2; exit }' \
    "$root/tests/programs/digits.json")
  if ! found=$("$program" mlp 2 2>/dev/null); then
    line optional digits "$question not known, it did not run" \
      './learn test digits says why'
  elif [[ ${found%% *} == "$expected" ]]; then
    line ok digits "$question yes"
  else
    line missing digits "$question no" './learn test digits builds anew'
  fi
}

# Returns 1 if something required is missing.
doctor() {
  local all_there=yes memory
  memory=$(awk '/^MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo \
    2>/dev/null) || memory='unknown'
  line ok machine "$(nproc) cores, $memory of memory"
  tool missing compiler g++ g++ 12
  tool missing CMake cmake cmake 3.25
  tool missing Ninja ninja ninja-build 1.10
  header Armadillo armadillo libarmadillo-dev
  header Boost.Test boost/test/unit_test.hpp libboost-test-dev
  header Random123 Random123/philox.h librandom123-dev
  header zlib zlib.h zlib1g-dev
  header fmt fmt/format.h libfmt-dev
  header CLI11 CLI/CLI.hpp libcli11-dev
  header nlohmann-json nlohmann/json.hpp nlohmann-json3-dev
  header OpenSSL openssl/sha.h libssl-dev
  tool optional gnuplot gnuplot gnuplot-nox 5
  tool optional Python python3 python3 3.9 test
  tool optional curl curl curl 7 'data mnist'
  cuda
  data_sets
  measured
  digits
  [[ $all_there == yes ]]
}
