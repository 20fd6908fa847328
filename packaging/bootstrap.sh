#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 CReact Studio developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/bootstrap.sh [run] [test]: installs the Debian packages that are missing, those needed to
# build and those of the groups named. Asks for nothing, and needs no rights, when all are there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

packages_of() {
    awk -v wanted=" build $* " '
        /^\[/ { group = substr($1, 2, length($1) - 2); next }
        NF && $1 !~ /^#/ && index(wanted, " " group " ") { print $1 }' "$here/packages.txt" | sort -u
}

is_installed() {
    # Status, because a removed package that left its configuration is known to dpkg too.
    [ "$(dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | head -n 1)" = installed ]
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "packaging: this is no Debian system; install what packaging/packages.txt names by hand" >&2
    command -v cmake >/dev/null && command -v ninja >/dev/null && exit 0
    exit 1
fi

missing=()
for package in $(packages_of "$@"); do
    is_installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "packaging: run as root once: apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q
     -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)

echo "packaging: installing ${missing[*]}" >&2
"${apt[@]}" update </dev/null >&2
"${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >&2
