// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QPushButton>

class QLabel;

namespace creact {

class ElidedLabel;

/// A line that opens what is below it, and closes it again: by a click, Space or Enter. It is the
/// line alone; whoever has it shows and hides the rest (toggled()).
class Disclosure : public QPushButton {
    Q_OBJECT
public:
    explicit Disclosure(const QString &name, QWidget *parent = nullptr);
    void setMark(const QString &icon, Tint tint);
    void setTitle(const QString &title);
    /// One line beside the title; may be empty.
    void setSummary(const QString &summary);
    /// At the right; may be empty.
    void setNote(const QString &note);
    QString title() const;
    QString summary() const;
    QString note() const;
    QSize sizeHint() const override;
    /// The summary gives way.
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcons();
    void tellName();

    QString m_iconName;
    Tint m_tint = Tint::Muted;
    QLabel *m_chevron;
    QLabel *m_icon;
    QLabel *m_title;
    ElidedLabel *m_summary;
    QLabel *m_note;
};

} // namespace creact
