// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <cstdio>

namespace creact::cli {

/// Standard output for data, standard error for words about it. What comes from models, tools and
/// documents is stripped of control characters, so that it cannot drive the terminal. Colours and
/// progress only where a terminal shows them.
class Console {
public:
    enum class Style { Plain, Bold, Dim, Red, Green, Yellow };

    Console();
    ~Console();
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    void print(const QString &line);
    /// Indented.
    void print(const QJsonObject &object);
    void print(const QJsonArray &array);
    /// On one line, for streams of events.
    void printCompact(const QJsonObject &object);
    /// No line break: a prompt. Only on a terminal.
    void prompt(const QString &text);

    /// A part of a line, as it comes; only on a terminal. endStream() ends the line.
    void stream(const QString &text);
    void endStream();

    /// "creact: sentence", then where and what to do.
    void error(const Error &error);
    void warning(const Error &error);
    void note(const QString &line);
    /// The same, dimmed: what goes on meanwhile.
    void aside(const QString &line);
    /// A question on standard error; the answer follows on the same line.
    void ask(const QString &question);
    /// A person can be asked: standard input and standard error are terminals.
    bool canAsk() const { return m_inputTerminal && m_errorTerminal; }
    bool isTerminal() const { return m_outputTerminal; }
    /// One line on standard error that the next output erases; empty erases it now.
    void progress(const QString &text);

    /// For standard output.
    QString styled(const QString &text, Style style) const;
    /// Columns of standard output; 0 when it is no terminal.
    int width() const;

    /// Control characters replaced; line breaks and tabs kept.
    static QString printable(const QString &text);
    /// White space run together, cut to `width` characters with an ellipsis (0: not cut).
    static QString oneLine(const QString &text, int width = 0);

private:
    void tell(const QString &prefix, const Error &error, Style style);
    void writeJson(const QJsonDocument &document);
    void write(FILE *file, const QString &text);

    bool m_inputTerminal = false;
    bool m_outputTerminal = false;
    bool m_errorTerminal = false;
    bool m_outputColours = false;
    bool m_errorColours = false;
    bool m_progressShown = false;
    /// A line of standard output has begun.
    bool m_streaming = false;
};

} // namespace creact::cli
