// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QLabel;

namespace creact {

/// A template on the welcome page.
class TemplateCard : public QPushButton {
    Q_OBJECT
public:
    TemplateCard(const QString &name, const QString &title, const QString &text,
                 QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    QString m_iconName;
    QLabel *m_icon;
};

} // namespace creact
