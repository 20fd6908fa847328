// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/endpointtrial.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace creact {

class Banner;

/// Tests an endpoint, and says what came of it: that it works and what it has, or what is wrong
/// and what to do. Whoever has it starts the test when its button asks for one.
class EndpointTestView : public QWidget {
    Q_OBJECT
public:
    explicit EndpointTestView(SecretStore &secrets, QWidget *parent = nullptr);

    /// To be put where buttons are; cancels while a test is under way.
    QPushButton *button() { return m_button; }
    /// `name` of whom is asked, for people.
    void run(const EndpointDraft &draft, const DotEnv &dotEnv, const QString &name);
    void run(const ModelEndpoint &endpoint, const QString &name);
    /// What was said is no longer so; what is under way is cancelled.
    void clear();

Q_SIGNALS:
    void requested();
    /// It works, and has these models.
    void found(const QStringList &models);

private:
    void begin(const QString &name);
    void tell(const Result<EndpointTrial::Outcome> &outcome);
    void showRunning(bool running);

    EndpointTrial m_trial;
    QPushButton *m_button;
    QWidget *m_progress;
    QLabel *m_asking;
    Banner *m_verdict;
};

} // namespace creact
