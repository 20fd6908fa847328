// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace creact {

/// Distances in pixels: everything sits on this grid.
namespace Space {
constexpr int Tiny = 4;
constexpr int Small = 8;
constexpr int Medium = 12;
constexpr int Large = 16;
constexpr int Huge = 24;
} // namespace Space

namespace Size {
constexpr int Icon = 16;
constexpr int IconLarge = 20;
constexpr int Row = 26;
constexpr int Control = 30;
constexpr int Radius = 6;
} // namespace Size

} // namespace creact
