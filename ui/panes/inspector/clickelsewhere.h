// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/fieldrow.h"

#include <QApplication>
#include <QEvent>

namespace creact {

/// Buttons of a toolbar and entries of a menu do not take the focus: what is typed goes into the
/// document before they work with it.
class ClickElsewhere : public QObject {
public:
    explicit ClickElsewhere(FieldRow &row)
        : m_row(row)
    {
        qApp->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool press = event->type() == QEvent::MouseButtonPress;
        const auto *widget = press ? qobject_cast<QWidget *>(watched) : nullptr;
        if (widget && !m_row.contains(widget) && m_row.isDirty())
            m_row.commit();
        return false;
    }

private:
    FieldRow &m_row;
};

} // namespace creact
