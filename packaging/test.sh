#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 CReact Studio developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/test.sh [ctest arguments]: installs what is missing, builds, runs every test offscreen.
# The last line is "N passed, N failed".
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$top/build/release

"$top/packaging/bootstrap.sh" test
cd "$top"
# For a build folder that is not there yet: Debian's default, make, may be missing.
export CMAKE_GENERATOR=Ninja
cmake --preset release -DCREACT_TESTS=ON >&2
cmake --build "$build" >&2

# A desktop around us, its language and its keys must not decide what the tests see.
unset DISPLAY WAYLAND_DISPLAY OPENAI_API_KEY OPENAI_BASE_URL
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
log=$build/ctest.log
status=0
ctest --test-dir "$build" --output-on-failure --no-tests=error -j "$(nproc)" "$@" </dev/null 2>&1 |
    tee "$log" || status=$?

# ctest closes with "93% tests passed, 2 tests failed out of 30".
read -r failed total < <(sed -nE \
    's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+)$/\1 \2/p' "$log" | tail -n 1) || true
if [ -z "${total:-}" ]; then
    echo "packaging: ctest did not come to an end" >&2
    echo "0 passed, 1 failed"
    exit 1
fi
echo "$((total - failed)) passed, $failed failed"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ]
