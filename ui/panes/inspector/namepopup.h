// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/constructtype.h"
#include "core/stack/edit/scopenames.h"

#include <QCoreApplication>
#include <QFrame>

class QLabel;
class QListWidget;

namespace creact {

/// A name that can be written, and what it is.
struct NameItem {
    Q_DECLARE_TR_FUNCTIONS(NameItem)
public:
    QString name;
    /// "Memory", "list".
    QString what;
    QString doc = {};

    static NameItem of(const ScopeName &name, const ConstructTypes &types);
    static NameItem of(const OutputSpec &member);
    /// Those that begin with what is typed, then those that contain it.
    static QList<NameItem> matching(const QList<NameItem> &items, const QString &partial);
};

/// Names to choose from, below the place where one is typed. It never takes the focus: who types
/// moves its selection.
class NamePopup : public QFrame {
    Q_OBJECT
public:
    explicit NamePopup(QWidget *window);
    /// `line` is the line that is typed in, in the window's coordinates: the list stands below it,
    /// or above it where there is more room.
    void open(const QList<NameItem> &items, const QRect &line, const QString &current = {});
    /// A quiet line below the names of the next open(); empty: none.
    void setStatus(const QString &text);
    void moveBy(int steps);
    /// Empty when none is.
    QString current() const;

Q_SIGNALS:
    void chosen();

private:
    void place(const QRect &line);
    void showDoc();

    QListWidget *m_list;
    QLabel *m_doc;
    QLabel *m_status;
};

} // namespace creact
