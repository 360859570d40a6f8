#!/usr/bin/env bash
# Makes a password for PostgreSQL, the connection string that goes with it, and an admin's key for the API with its hash, as files that compose and
# kustomize read. The key itself, admin_key, is for you: no program reads it. Never overwrites.
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
key="fo_$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')"
printf '%s\n' "$key" >"$folder/admin_key"
printf '%s' "$key" | sha256sum | cut -d ' ' -f 1 | tr -d '\n' >"$folder/FashionOrleans__Keys__0__Sha256"
chmod 400 "$folder/admin_key"
chmod 444 "$folder/postgres_password" "$folder/FashionOrleans__Postgres" "$folder/FashionOrleans__Keys__0__Sha256"
echo "$folder has a new password, the connection string for $host, and a key for the API in admin_key."
