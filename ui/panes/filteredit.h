// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace creact {

/// The line in which a pane is filtered. Escape takes the filter away; again, or Down, goes on to
/// what is filtered.
class FilterEdit : public QLineEdit {
    Q_OBJECT
public:
    FilterEdit(const QString &name, const QString &accessibleName, const QString &placeholder);

Q_SIGNALS:
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace creact
