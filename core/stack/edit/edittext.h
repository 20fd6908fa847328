// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace creact {

/// Why an edit is refused, in the language of the program: English where no translator is
/// installed. Only for people: none of it is stored or compared.
struct EditText {
    Q_DECLARE_TR_FUNCTIONS(EditText)
};

} // namespace creact
