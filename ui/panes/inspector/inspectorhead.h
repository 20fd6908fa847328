// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace creact {

class Banner;
class ElidedLabel;

/// What the selected row is, how it stands, what went wrong with it, and what can be done with its
/// node.
class InspectorHead : public QWidget {
    Q_OBJECT
public:
    explicit InspectorHead(QWidget *parent = nullptr);
    /// `live`: nodes can be applied now.
    void setDetail(const RowDetail &detail, bool live);
    /// Whether the element can be left out, and is.
    void setDisabling(bool possible, bool disabled);

Q_SIGNALS:
    void retryRequested();
    void rerunRequested();
    void pinRequested(bool pinned);
    void disableRequested(bool disabled);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeLayout();
    void showRow();
    void showActions();
    void showError();
    QString stateLine() const;

    RowDetail m_detail;
    bool m_live = false;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_name;
    QLabel *m_state;
    QLabel *m_dot;
    ElidedLabel *m_id;
    QToolButton *m_copyId;
    QToolButton *m_retry;
    QToolButton *m_rerun;
    QToolButton *m_pin;
    QToolButton *m_disable;
    Banner *m_error;
};

} // namespace creact
