// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/engine/values.h"

#include <QButtonGroup>
#include <QFrame>

#include <memory>

class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace creact {

class EndpointCheck;
class EndpointSettings;
struct EndpointReport;

/// The popover below the endpoint chip: which endpoint the stack uses. The demo model, one that is
/// set up under a name, or an address with its key, which may be given a name here. Each can be
/// tested.
class EndpointPane : public QFrame {
    Q_OBJECT
public:
    explicit EndpointPane(EndpointSettings &settings, QWidget *parent = nullptr);
    ~EndpointPane() override;
    void setInfo(const StackInfo &info);
    void showBelow(QWidget *anchor);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeForm();
    QLayout *makeButtons();
    void loadProfiles();
    QString chosenName() const;
    Result<void> applyForm();
    void test();
    void tell(const Result<EndpointReport> &report);
    void say(const QString &text, bool good);
    void load();
    void apply();
    void showKeyPlace();
    void showChoice();

    EndpointSettings &m_settings;
    /// The demo model, those with a name, an address: one of them is chosen.
    QButtonGroup m_group;
    QRadioButton *m_demo;
    QRadioButton *m_own;
    QWidget *m_named;
    QWidget *m_form;
    QLineEdit *m_url;
    QLineEdit *m_key;
    QLineEdit *m_name;
    QLabel *m_keyPlace;
    QLabel *m_error;
    QLabel *m_inUse;
    QLabel *m_outcome;
    QPushButton *m_test;
    QPushButton *m_remove;
    QPushButton *m_apply;
    QString m_documentPath;
    SystemClock m_clock;
    std::unique_ptr<EndpointCheck> m_check;
};

} // namespace creact
