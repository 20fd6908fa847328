// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/filteredit.h"

#include "ui/theme/icons.h"

#include <QKeyEvent>

namespace creact {

using namespace Qt::StringLiterals;

FilterEdit::FilterEdit(const QString &name, const QString &accessibleName,
                       const QString &placeholder)
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setPlaceholderText(placeholder);
    setClearButtonEnabled(true);
    addAction(themedIcon(u"search"_s, Tint::Faint), QLineEdit::LeadingPosition);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (plain && event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else if (plain && (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Down))
        Q_EMIT left();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace creact
