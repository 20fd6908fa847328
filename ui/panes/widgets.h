// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QString>

class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace creact {

/// Small parts that every pane is made of. `name` becomes the object name, `text` the accessible
/// name.
QLabel *makeLabel(const QString &name, TextSize size = TextSize::Normal, const char *role = nullptr,
                  QFont::Weight weight = QFont::Normal);
/// Small, muted, and as many lines as it takes.
QLabel *makeNote(const QString &name, const QString &text);
QToolButton *makeToolButton(const QString &name, const QString &icon, const QString &text);
QPushButton *makeButton(const QString &name, const QString &text, const char *variant = nullptr);
QFrame *makeSeparator(Qt::Orientation orientation);
/// A variant of the style sheet (ui/theme/stylesheet.h) for a widget that is shown already.
void setVariant(QWidget *widget, const char *property, const QVariant &value);

} // namespace creact
