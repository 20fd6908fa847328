// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace creact {

/// One thing wrong with a document: file, JSON pointer, line and column (from 1), what is wrong
/// (message), what would be right (hint), and a stable code.
struct Problem {
    enum class Severity { Error, Warning };

    Severity severity = Severity::Error;
    QString code;
    QString message;
    QString hint;
    QString file;
    QString pointer;
    int line = 0;
    int column = 0;

    bool operator==(const Problem &) const = default;
};

bool hasErrors(const QList<Problem> &problems);
/// "agent.stack.json:12:7: error[unknown_key] …"
QString toText(const Problem &problem);

} // namespace creact
