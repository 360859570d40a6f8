"""What the comparison ran on."""

import json
import os
import platform
import subprocess
from pathlib import Path

HERE = Path(__file__).parent

DEBIAN = ("python3-faiss", "python3-hnswlib", "libhnswlib-dev", "python3-sklearn", "python3-numpy", "libopenblas0-pthread")
NPM = ("usearch", "@lancedb/lancedb")


def describe() -> dict:
    return {
        "processor": first_line_of("/proc/cpuinfo", "model name"),
        "processors": os.cpu_count(),
        "avx512": "avx512f" in first_line_of("/proc/cpuinfo", "flags").split(),
        "memory_gb": round(int(first_line_of("/proc/meminfo", "MemTotal").split()[0]) / 2**20),
        "system": f"{os_name()}, Linux {platform.release()}",
        "load": os.getloadavg()[0],
        "openblas": "openblas" in Path("/proc/self/maps").read_text(),
    }


def versions() -> dict[str, str]:
    found = {
        ".NET SDK": output("dotnet", "--version"),
        "Node": output("node", "--version"),
        "commit": output("git", "-C", str(HERE), "describe", "--always", "--dirty"),
        "g++": output("g++", "-dumpfullversion"),
    }
    found |= {name: output("dpkg-query", "-W", "-f", "${Version}", name) for name in DEBIAN}
    for name in NPM:
        package = HERE / "node/node_modules" / name / "package.json"
        found[name] = json.loads(package.read_text())["version"] if package.exists() else ""
    return {name: version or "not obtained here" for name, version in found.items()}


def output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def first_line_of(file: str, name: str) -> str:
    lines = Path(file).read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def os_name() -> str:
    release = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    return release.get("PRETTY_NAME", "Linux").strip('"')
