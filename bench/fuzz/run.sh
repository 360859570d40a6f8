#!/usr/bin/env bash
# Fuzzes with coverage: builds bench/fuzz, instruments a copy of the product's assemblies and MessagePack with SharpFuzz, and runs the targets.
# Options are those of `run` (docs/fuzzing.md): --target, --count, --seed, --findings, --keep.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=artifacts/fuzz
program=$work/program
mkdir -p "$work"
dotnet build bench/fuzz -c Release --nologo -v quiet -clp:ErrorsOnly
[ -x "$work/tools/sharpfuzz" ] || dotnet tool install --tool-path "$work/tools" SharpFuzz.CommandLine --version 2.3.0 >/dev/null
rm -rf "$program"
cp -r bench/fuzz/bin/Release/net10.0 "$program"
for assembly in FashionOrleans.{Web,Contracts,Grains,Storage,Search,Embedding,Ingest,Backup,Client} fashionorleans MessagePack; do
    "$work/tools/sharpfuzz" "$program/$assembly.dll" >/dev/null
done
exec dotnet "$program/FashionOrleans.Fuzz.dll" run --findings "$work/findings" "$@"
