// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace creact::cli {

/// Lines from standard input without blocking, one at each next().
class LineReader : public QObject {
    Q_OBJECT
public:
    explicit LineReader(QObject *parent = nullptr);
    /// Asks for one more line; answers by `line` or `ended`.
    void next();

Q_SIGNALS:
    void line(const QString &text);
    void ended();

private:
    void read();
    void deliver();

    QSocketNotifier m_notifier;
    QByteArray m_buffer;
    bool m_wanted = false;
    bool m_atEnd = false;
};

} // namespace creact::cli
