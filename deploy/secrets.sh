#!/usr/bin/env bash
# Makes a password for PostgreSQL, the connection string that goes with it, two keys for the API with their hashes, an admin's and a reader's for
# Prometheus, and a password for Grafana, as files that compose and kustomize read. The admin's key, admin_key, is for you: no program reads it.
# Makes what is missing, never overwrites.
#   deploy/secrets.sh FOLDER [HOST]     HOST of PostgreSQL: postgres unless told otherwise
set -euo pipefail
folder=${1:?the folder to make, for example deploy/compose/secrets}
host=${2:-postgres}
random_hex() { head -c 24 /dev/urandom | od -An -vtx1 | tr -d ' \n'; }

# keep FILE...: the folder keeps others of this machine out. The files must be open: a container reads them as a user of its own.
keep() { chmod 444 "$@"; }

# make_key KEY HASH: the files of a key and of its hash.
make_key() {
    local key
    key="fo_$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')"
    printf '%s\n' "$key" >"$1"
    printf '%s' "$key" | sha256sum | cut -d ' ' -f 1 | tr -d '\n' >"$2"
    keep "$2"
}

mkdir -p "$folder"
chmod 700 "$folder"
if [ ! -e "$folder/postgres_password" ]; then
    password=$(random_hex)
    printf 'Host=%s;Database=fashion;Username=fashion;Password=%s' "$host" "$password" >"$folder/FashionOrleans__Postgres"
    printf '%s' "$password" >"$folder/postgres_password"
    keep "$folder/postgres_password" "$folder/FashionOrleans__Postgres"
    echo "$folder has a new password and the connection string for $host."
fi
if [ ! -e "$folder/FashionOrleans__Keys__0__Sha256" ]; then
    make_key "$folder/admin_key" "$folder/FashionOrleans__Keys__0__Sha256"
    chmod 400 "$folder/admin_key"
    echo "$folder has a new key for the API in admin_key."
fi
if [ ! -e "$folder/FashionOrleans__Keys__1__Sha256" ]; then
    make_key "$folder/metrics_key" "$folder/FashionOrleans__Keys__1__Sha256"
    keep "$folder/metrics_key"
    echo "$folder has a new key for Prometheus."
fi
if [ ! -e "$folder/grafana_password" ]; then
    random_hex >"$folder/grafana_password"
    keep "$folder/grafana_password"
    echo "$folder has a new password for Grafana's user admin in grafana_password."
fi
