// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/tools/approvalrequest.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace creact {

class JsonView;

/// A tool call that a person has to allow, with all that it will do. Takes no focus. What was
/// meant for the request before it is not an answer to this one: the buttons wait a moment.
class ApprovalCard : public QFrame {
    Q_OBJECT
public:
    static constexpr int guardMs = 400;

    explicit ApprovalCard(QWidget *parent = nullptr);
    /// The first of them is shown; none: hides.
    void setRequests(const QList<ApprovalRequest> &requests);

Q_SIGNALS:
    void decided(const QString &nodeId, creact::ApprovalDecision decision);

private:
    void show(const ApprovalRequest &request);
    void setAnswerable(bool can);
    QWidget *makeButtons();

    ApprovalRequest m_request;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_more;
    QLabel *m_action;
    JsonView *m_args;
    JsonView *m_body;
    QPushButton *m_once;
    QPushButton *m_always;
    QPushButton *m_deny;
    QTimer m_guard;
};

} // namespace creact
