// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/namepopup.h"
#include "ui/panes/inspector/simpleedits.h"

#include <QPointer>

namespace creact {

/// Free text, with names to choose from behind a chevron and the Down key: what is known already,
/// then what an endpoint has, which is asked for when the list is opened. Typing narrows the list.
class SuggestedEdit : public LineEdit {
    Q_OBJECT
public:
    explicit SuggestedEdit(const ValueEditContext &context, QWidget *parent = nullptr);
    ~SuggestedEdit() override;
    void setReadOnly(bool readOnly) override;
    bool isChoosing() const override { return m_popup && m_popup->isVisible(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void open();
    void close();
    void askForMore();
    void show(bool all);
    void take();
    bool onKey(int key);

    ValueEditContext m_context;
    QStringList m_more;
    bool m_asking = false;
    /// What the last question was answered with, when it was not names.
    QString m_whyNone;
    QAction *m_open = nullptr;
    QPointer<NamePopup> m_popup;
};

} // namespace creact
