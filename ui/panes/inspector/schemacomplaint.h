// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace creact {

/// What is wrong with the JSON Schema that a text is, in the window's language and with its line;
/// empty when nothing is. The text is a JSON object; `name` is what the schema is called.
QString schemaComplaint(const QString &text, const QString &name);

} // namespace creact
