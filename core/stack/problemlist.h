// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsondocument.h"
#include "core/stack/problem.h"

#include <memory>

namespace creact {

/// Collects problems of one document and puts positions to them.
class ProblemList {
public:
    /// `source` may be null (a tree built in C++): then problems have no line.
    ProblemList(QString file, std::shared_ptr<const JsonDocument> source);

    struct Text {
        QString code;
        QString message;
        QString hint;
    };

    /// At the value that the pointer names.
    void error(const QString &pointer, const Text &text);
    void warning(const QString &pointer, const Text &text);
    /// At the name of the member that the pointer names.
    void errorAtName(const QString &pointer, const Text &text);
    void warningAtName(const QString &pointer, const Text &text);
    /// Inside an expression: at that UTF-16 unit of its text.
    void errorInExpression(const QString &pointer, qsizetype unit, const Text &text);
    void warningInExpression(const QString &pointer, qsizetype unit, const Text &text);

    /// Nobody reads more; further ones are dropped, so that a hostile document costs no more.
    static constexpr qsizetype limit = 1000;
    bool isFull() const { return m_problems.size() >= limit; }

    /// In the order of the document.
    QList<Problem> sorted() const;

private:
    void add(Problem::Severity severity, const QString &pointer, LineColumn at, const Text &text);
    LineColumn valueAt(const QString &pointer) const;
    LineColumn nameAt(const QString &pointer) const;
    LineColumn expressionAt(const QString &pointer, qsizetype unit) const;

    QString m_file;
    std::shared_ptr<const JsonDocument> m_source;
    QList<Problem> m_problems;
};

} // namespace creact
