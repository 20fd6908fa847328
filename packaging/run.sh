#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 CReact Studio developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/run.sh [arguments of creact-studio]: from a clone to a running agent. Installs what is
# missing, builds, and opens the window on the agent in the person's data folder; without a display it
# runs the same agent with `creact run`.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$top/build/release

"$top/packaging/bootstrap.sh" run
cd "$top"
# For a build folder that is not there yet: Debian's default, make, may be missing.
export CMAKE_GENERATOR=Ninja
# Tests stay as they are when the folder was configured with them (packaging/test.sh shares it).
if [ -f "$build/CMakeCache.txt" ]; then
    cmake --preset release >/dev/null
else
    cmake --preset release -DCREACT_TESTS=OFF >/dev/null
fi
targets=(creact)
[ -f app/studio/CMakeLists.txt ] && targets+=(creact-studio)
cmake --build "$build" --target "${targets[@]}" >&2

agent=${XDG_DATA_HOME:-$HOME/.local/share}/creact-studio/agent
document=$agent/agent.stack.json
if [ ! -e "$document" ]; then
    "$build/bin/creact" new agent "$agent" >&2
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$build/bin/creact-studio" "$document" "$@"
fi
echo "packaging: no display here (DISPLAY and WAYLAND_DISPLAY are empty); running $document without the window" >&2
exec "$build/bin/creact" run "$document" "$@"
