// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/widgets.h"

#include "ui/theme/metrics.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace creact {

QLabel *makeLabel(const QString &name, TextSize size, const char *role, QFont::Weight weight)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    // Never guess: what looks like HTML may come from a model or a tool.
    label->setTextFormat(Qt::PlainText);
    label->setFont(uiFont(size, weight));
    if (role)
        label->setProperty("role", QLatin1StringView(role));
    return label;
}

QLabel *makeNote(const QString &name, const QString &text)
{
    QLabel *label = makeLabel(name, TextSize::Small, "muted");
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

QToolButton *makeToolButton(const QString &name, const QString &icon, const QString &text)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setIconSize({Size::Icon, Size::Icon});
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QPushButton *makeButton(const QString &name, const QString &text, const char *variant)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    // Enter presses it, as Space does: in a window that is no dialog only if it is said.
    button->setAutoDefault(true);
    if (variant)
        button->setProperty(variant, true);
    return button;
}

QFrame *makeSeparator(Qt::Orientation orientation)
{
    auto *line = new QFrame;
    line->setProperty("role", QLatin1StringView("separator"));
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

void setVariant(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace creact
