#!/usr/bin/env bash
# Compares the search engine with FAISS, hnswlib, scikit-learn, NumPy, USearch and LanceDB, and writes the result into
# docs/performance.md. Needs the .NET SDK, Node 20 and, to install Debian's packages, root; what cannot be installed is reported as
# not obtained and left out. On two processors the whole takes about 25 minutes.
#
#   --vectors DIR       the products: DIR/vectors.f32 of `embed-zip`, 2,048 dimensions; left out when neither this nor --images is given
#   --images ZIP        makes them from the pictures instead
#   --mobilenet DIR     the same products by MobileNetV2, 1,280 dimensions
#   --synthetic ROWS    drawn clusters of 512 dimensions; default 1000000, 0 for none
#   --seed N            of those; default 1
#   --docs FILE         the page to write into; default docs/performance.md; "-" prints the section
#   Others go to compare.py, for example --only exact,filtered,graph, --skip-graph-large, --rows N (a short run), --rounds N.
#
# Results of parts that are not run again are taken from artifacts/peers/results.
set -euo pipefail
cd "$(dirname "$0")/../.."

scratch=$PWD/artifacts/peers
vectors="" mobilenet="" images="" synthetic=1000000 seed=1 docs=docs/performance.md rest=() shown=()
while [ $# -gt 0 ]; do
    case "$1" in
        --vectors | --mobilenet | --images)
            [ -e "${2:-}" ] || { echo "$1 needs a path that exists, not \"${2:-}\"." >&2; exit 1; }
            shown+=("$1" "$(basename "$2")") # the page names no folders of this machine
            declare "${1#--}=$(realpath "$2")"
            shift 2
            ;;
        --synthetic | --seed)
            shown+=("$1" "$2")
            declare "${1#--}=$2"
            shift 2
            ;;
        --docs) docs=$2; shift 2 ;;
        *) shown+=("$1"); rest+=("$1"); shift ;;
    esac
done

install_debian_packages() {
    local root=() wanted=() package
    # OpenBLAS first: the others would bring a slower BLAS along.
    for package in libopenblas0-pthread python3-numpy python3-sklearn python3-faiss python3-hnswlib libhnswlib-dev g++; do
        dpkg -s "$package" >/dev/null 2>&1 || wanted+=("$package")
    done
    [ ${#wanted[@]} -gt 0 ] || return 0
    [ "$(id -u)" -eq 0 ] || root=(sudo -n)
    echo "Installing ${wanted[*]} ..."
    "${root[@]}" apt-get update -qq >/dev/null 2>&1 || true
    for package in "${wanted[@]}"; do
        "${root[@]}" apt-get install -y -qq --no-install-recommends "$package" >"$scratch/logs/apt-$package.log" 2>&1 \
            || echo "$package could not be installed; see $scratch/logs/apt-$package.log."
    done
}

install_npm_packages() {
    # Not `npm ci`: the lock holds only those of LanceDB's platform packages that exist in the pinned version.
    npm --prefix bench/peers/node install --no-save --no-audit --no-fund >"$scratch/logs/npm.log" 2>&1 \
        || echo "The npm packages could not be installed; see $scratch/logs/npm.log."
}

compile_hnswlib() {
    g++ -O3 -march=native -shared -fPIC -std=c++17 -pthread bench/peers/hnswlib_native.cpp -o "$scratch/hnswlib_native.so" 2>"$scratch/logs/g++.log" \
        || echo "hnswlib could not be compiled; see $scratch/logs/g++.log."
}

bench() {
    dotnet bench/FashionOrleans.Benchmarks/bin/Release/net10.0/FashionOrleans.Benchmarks.dll "$@"
}

mkdir -p "$scratch/logs"
install_debian_packages
install_npm_packages
compile_hnswlib
echo "Building ..."
dotnet build bench/FashionOrleans.Benchmarks -c Release --nologo -v quiet -clp:ErrorsOnly

sets=()
if [ -n "$images" ]; then
    vectors=$scratch/vectors
    [ -e "$vectors/vectors.f32" ] || bench embed-zip --images "$images" --out "$vectors"
fi
[ -z "$vectors" ] || sets+=(--products "$vectors/vectors.f32")
[ -z "$mobilenet" ] || sets+=(--mobilenet "$mobilenet/vectors.f32")
if [ "$synthetic" -gt 0 ]; then
    drawn=$scratch/drawn-$synthetic-$seed.f32
    if [ ! -e "$drawn" ]; then
        echo "Drawing $synthetic vectors with seed $seed ..."
        # The last 256 are the queries.
        bench draw --rows $((synthetic + 256)) --dimension 512 --seed "$seed" --out "$drawn.part"
        mv "$drawn.part" "$drawn"
    fi
    sets+=(--synthetic "$drawn")
fi

[ "$docs" = "-" ] || rest+=(--docs "$docs")
# Debian's packages belong to Debian's Python.
/usr/bin/python3 bench/peers/compare.py "${sets[@]}" --scratch "$scratch" --command "bench/peers/run.sh ${shown[*]}" "${rest[@]}"
