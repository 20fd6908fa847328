// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/templates.h"
#include "core/stack/element.h"

#include <QPushButton>

namespace creact {

/// A template on the welcome page: what it is, and its tree as a small picture.
class TemplateCard : public QPushButton {
    Q_OBJECT
public:
    TemplateCard(const TemplateInfo &info, const StackDocument &document,
                 QWidget *parent = nullptr);
    const TemplateInfo &info() const { return m_info; }
    QSize sizeHint() const override;

Q_SIGNALS:
    /// An arrow key: to another card.
    void arrowPressed(int key);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    TemplateInfo m_info;
};

} // namespace creact
