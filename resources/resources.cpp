// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A static library needs a source; the resources themselves come as object files beside it.
