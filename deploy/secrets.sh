#!/usr/bin/env bash
# Makes a password for PostgreSQL and the connection string that goes with it, as files that compose and kustomize read. Never overwrites.
#   deploy/secrets.sh FOLDER [HOST]     HOST of PostgreSQL: postgres unless told otherwise
set -euo pipefail
folder=${1:?the folder to make, for example deploy/compose/secrets}
host=${2:-postgres}
[ ! -e "$folder/postgres_password" ] || { echo "$folder has a password already."; exit 0; }

# The folder keeps others of this machine out. The files must be open: a container reads them as a user of its own.
mkdir -p "$folder"
chmod 700 "$folder"
password=$(head -c 24 /dev/urandom | od -An -vtx1 | tr -d ' \n')
printf '%s' "$password" >"$folder/postgres_password"
printf 'Host=%s;Database=fashion;Username=fashion;Password=%s' "$host" "$password" >"$folder/FashionOrleans__Postgres"
chmod 444 "$folder/postgres_password" "$folder/FashionOrleans__Postgres"
echo "$folder has a new password and the connection string for $host."
