#!/usr/bin/env bash
# Builds everything and runs all tests. On a Debian machine it first installs what they need beside the .NET SDK: Chromium, for the
# tests of the page, and PostgreSQL, Redis and libfaketime, for those of the cluster, sqlite3, for that of its backup, and PyTorch, for those of the training. The last line reads "N passed, N failed, N skipped"; the exit code is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."

# install PACKAGE WHAT_FOR IS_THERE...: what cannot be installed is said, and its tests are skipped out loud.
install() {
    local package=$1 purpose=$2 sudo=""
    shift 2
    "$@" >/dev/null 2>&1 && return
    local without="$package is missing and cannot be installed here: $purpose will be skipped."
    command -v apt-get >/dev/null || { echo "$without"; return; }
    if [ "$(id -u)" -ne 0 ]; then
        sudo="sudo -n"
        sudo -n true 2>/dev/null || { echo "$without"; return; }
    fi
    echo "Installing $package, for $purpose (apt-get install $package) ..."
    if [ "$package" = postgresql ]; then
        # The tests start servers of their own; the package need not start one.
        $sudo mkdir -p /etc/postgresql-common
        [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null 2>&1 || echo "$without"
}

install chromium "the tests of the page" command -v chromium
install postgresql "the tests of the cluster and its store" ls /usr/lib/postgresql/*/bin/initdb
install redis-server "the test of a cluster that meets in Redis" command -v redis-server
install sqlite3 "the drill of a backup of SQLite" command -v sqlite3
install faketime "the fault of a clock that jumps" ls /usr/lib/*/faketime/libfaketimeMT.so.1
install prometheus "the tests of the dashboard and the alerts" command -v prometheus
# PyTorch brings 600 MB; it takes two minutes.
install python3-torchvision "the tests of the scripts that make model packs" /usr/bin/python3 -c "import torchvision"
install python3-onnx "the tests of the scripts that make model packs" /usr/bin/python3 -c "import onnx"
install python3-pil "the tests of the scripts that make model packs" /usr/bin/python3 -c "import PIL"
echo "Building ..."
if ! dotnet build FashionOrleans.sln -c Release --nologo -v quiet -clp:ErrorsOnly; then
    echo "The build failed, so no test ran."
    echo "0 passed, 1 failed"
    exit 1
fi

passed=0 failed=0 skipped=0
logs=tests/logs
rm -rf "$logs" && mkdir -p "$logs"
for project in tests/*.Tests; do
    name=$(basename "$project")
    log=$logs/$name.log
    echo "== $name"
    # A project that hangs must not hang the run: its own limits are far below this one.
    timeout --signal=INT --kill-after=30 "${TEST_PROJECT_LIMIT:-1500}" \
        dotnet "$project/bin/Release/net10.0/$name.dll" -noColor -noLogo "$@" >"$log" 2>&1
    code=$?
    grep -E '\[(FAIL|SKIP)\]' -A 12 "$log" || true
    summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
    read -r total errors fails skips < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/' <<<"$summary")
    if [ -z "$summary" ] || { [ "$code" -ne 0 ] && [ $((errors + fails)) -eq 0 ]; }; then
        tail -n 60 "$log"
        echo "$name ended with exit code $code without a clean summary."
        failed=$((failed + 1))
        continue
    fi
    echo "   $((total - fails - skips)) passed, $((errors + fails)) failed, $skips skipped"
    passed=$((passed + total - fails - skips))
    failed=$((failed + errors + fails))
    skipped=$((skipped + skips))
done

[ "$failed" -eq 0 ] || echo "All that the tests said lies in $logs."
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
