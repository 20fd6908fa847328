// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "ui/panes/inspector/expressiontext.h"
#include "ui/panes/inspector/growingtext.h"
#include "ui/panes/inspector/namepopup.h"

#include <QPointer>

#include <functional>

namespace creact {

/// An expression, with the names in scope and their members offered as one types (Ctrl+Space asks
/// for them). Shift+Enter begins a line.
class BindingEdit : public GrowingText {
    Q_OBJECT
public:
    struct Names {
        std::function<QList<ScopeName>()> inScope;
        /// What a part of an expression comes to: its members are offered.
        std::function<void(const QString &, Done<LiveValue>)> evaluate;
        const ConstructTypes *types = nullptr;
    };

    explicit BindingEdit(Names names, QWidget *parent = nullptr);
    ~BindingEdit() override;
    void setExpression(const QString &expression);
    QString expression() const { return toPlainText(); }
    /// Names are offered: Enter, Tab and Escape are about them.
    bool isOffering() const { return m_popup && m_popup->isVisible(); }

Q_SIGNALS:
    void edited();
    /// Enter.
    void finished();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void offer(bool asked);
    void offerMembersOf(const ExpressionText::Name &name, bool asked);
    void show(const QList<NameItem> &items, const ExpressionText::Name &name, bool asked);
    bool handleOffer(QKeyEvent *event);
    void take();
    void stopOffering();

    Names m_names;
    QPointer<NamePopup> m_popup;
    ExpressionText::Name m_name;
};

} // namespace creact
