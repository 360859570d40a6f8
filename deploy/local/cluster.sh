#!/usr/bin/env bash
# A cluster on this machine, for trying out: PostgreSQL (Debian's packages), silos and a web as processes of their own, on loopback.
#   deploy/local/cluster.sh [silos]     three silos unless told otherwise; Ctrl-C ends all of it, data stays in ./.cluster
# Kill a silo (its process id is printed) and watch the page go on; start the script again to go on with the same data.
set -euo pipefail
cd "$(dirname "$0")/../.."

silos=${1:-3}
folder=$PWD/.cluster
port=${POSTGRES_PORT:-54321}
url=${URL:-http://127.0.0.1:5080}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1) || true
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed. Install it first: apt-get install postgresql"; exit 1; }

# PostgreSQL does not run as root; Debian's package makes the user postgres.
as_postgres=()
[ "$(id -u)" -ne 0 ] || as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)

echo "Building ..."
dotnet build -c Release --nologo -v quiet src/FashionOrleans.Silo
dotnet build -c Release --nologo -v quiet src/FashionOrleans.Web

pids=()
stop() {
    trap - EXIT INT TERM
    # The last started ends first: PostgreSQL outlives those that use it.
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
        kill -TERM "${pids[i]}" 2>/dev/null || true
        wait "${pids[i]}" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 130' INT TERM

mkdir -p "$folder"
if [ ! -d "$folder/postgres" ]; then
    mkdir "$folder/postgres"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder/postgres"
    (cd / && "${as_postgres[@]}" "$bin/initdb" -D "$folder/postgres" -U fashion --auth=trust --encoding=UTF8 --locale=C >/dev/null)
fi
(cd / && exec "${as_postgres[@]}" "$bin/postgres" -D "$folder/postgres" -h 127.0.0.1 -p "$port" -k "$folder/postgres" -c max_connections=300) \
    >"$folder/postgres.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break; sleep 0.2; done
"$bin/createdb" -h 127.0.0.1 -p "$port" -U fashion fashion 2>/dev/null || true

export FashionOrleans__Postgres="Host=127.0.0.1;Port=$port;Database=fashion;Username=fashion"
export FashionOrleans__Cluster__Membership=postgres

# For deploy/observability/prometheus.yaml.
printf -v addresses '"127.0.0.1:%d", ' $(seq 5081 $((5080 + silos)))
echo "- targets: [${addresses%, }]" >"$folder/silos.yaml"
for ((i = 0; i < silos; i++)); do
    dotnet src/FashionOrleans.Silo/bin/Release/net10.0/FashionOrleans.Silo.dll \
        --silo-port $((11111 + i)) --gateway-port $((30000 + i)) --health-urls "http://127.0.0.1:$((5081 + i))" >"$folder/silo$i.log" 2>&1 &
    pids+=($!)
    echo "silo $i: process $!, http://127.0.0.1:$((5081 + i))/health/ready and /metrics, log $folder/silo$i.log"
done
dotnet src/FashionOrleans.Web/bin/Release/net10.0/FashionOrleans.Web.dll serve --urls "$url" &
pids+=($!)
wait "${pids[-1]}"
