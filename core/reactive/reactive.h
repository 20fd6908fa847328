// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/computed.h" // IWYU pragma: export
#include "core/reactive/effect.h" // IWYU pragma: export
#include "core/reactive/graph.h" // IWYU pragma: export
#include "core/reactive/scope.h" // IWYU pragma: export
#include "core/reactive/signal.h" // IWYU pragma: export
