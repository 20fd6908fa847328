// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "ui/controllers/givenendpoints.h"

#include <QButtonGroup>
#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace creact {

class EndpointSettings;

/// The popover below the endpoint chip: which endpoint the stack uses. The demo model, what the
/// environment or the project's .env names, or one that is set up (EndpointsPage).
class EndpointPane : public QFrame {
    Q_OBJECT
public:
    explicit EndpointPane(EndpointSettings &settings, QWidget *parent = nullptr);
    void setInfo(const StackInfo &info);
    void showBelow(QWidget *anchor);

Q_SIGNALS:
    void manageRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void load();
    void showChoices();
    void addChoice(const QString &name, const QString &choice, const QString &text,
                   const QString &details);
    void apply();

    EndpointSettings &m_settings;
    GivenEndpoints m_given;
    QButtonGroup m_group;
    QVBoxLayout *m_choices;
    QLabel *m_inUse;
    QLabel *m_problem;
    QPushButton *m_manage;
    QPushButton *m_apply;
    QString m_documentPath;
};

} // namespace creact
