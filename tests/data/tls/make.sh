#!/bin/sh
# SPDX-FileCopyrightText: 2026 CReact Studio developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the certificates of this folder anew. The authority's key is thrown away.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/ca.cnf" <<CONFIG
[ca]
default_ca = only
[only]
dir = $work
database = $work/index
new_certs_dir = $work
serial = $work/serial
default_md = sha256
policy = names
email_in_dn = no
unique_subject = no
[names]
commonName = supplied
CONFIG
: > "$work/index"
echo 01 > "$work/serial"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$work/ca.key"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out server.key
chmod 644 server.key
# name, key, subject, extensions, from, to, who signs
make() {
    openssl req -new -key "$2" -subj "/CN=$3" -out "$work/request"
    printf '%s\n' "$4" > "$work/extensions"
    name=$1 from=$5 to=$6
    shift 6
    openssl ca -batch -notext -config "$work/ca.cnf" -in "$work/request" -out "$work/made" \
        -startdate "$from" -enddate "$to" -extfile "$work/extensions" "$@"
    openssl x509 -in "$work/made" -out "$name.pem"
}
here='subjectAltName = DNS:localhost, IP:127.0.0.1'
start=20200101000000Z
end=21200101000000Z
make ca "$work/ca.key" 'CReact Studio test authority' 'basicConstraints = critical, CA:TRUE' \
    $start $end -selfsign -keyfile "$work/ca.key"
signed="-cert ca.pem -keyfile $work/ca.key"
make trusted server.key localhost "$here" $start $end $signed
make expired server.key localhost "$here" 20190101000000Z 20200101000000Z $signed
make wronghost server.key elsewhere.example 'subjectAltName = DNS:elsewhere.example' $start $end $signed
make selfsigned server.key localhost "$here" $start $end -selfsign -keyfile server.key
