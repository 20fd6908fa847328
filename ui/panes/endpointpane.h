// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace creact {

class EndpointSettings;

/// The popover below the endpoint chip: the demo model, or an endpoint with its key.
class EndpointPane : public QFrame {
    Q_OBJECT
public:
    explicit EndpointPane(EndpointSettings &settings, QWidget *parent = nullptr);
    void setInfo(const StackInfo &info);
    void showBelow(QWidget *anchor);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeForm();
    void load();
    void apply();
    void showKeyPlace();
    void showChoice();

    EndpointSettings &m_settings;
    QRadioButton *m_demo;
    QRadioButton *m_own;
    QWidget *m_form;
    QLineEdit *m_url;
    QLineEdit *m_key;
    QLabel *m_keyPlace;
    QLabel *m_error;
    QLabel *m_inUse;
    QPushButton *m_apply;
};

} // namespace creact
