// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QFormLayout;
class QPushButton;
class QSpinBox;

namespace creact {

class StorageSettings;

/// The popover that says how much of what has been is kept.
class KeepingPane : public QFrame {
    Q_OBJECT
public:
    explicit KeepingPane(StorageSettings &settings, QWidget *parent = nullptr);
    /// In the middle of the upper part of `window`.
    void showOver(QWidget *window);

private:
    QSpinBox *addRow(QFormLayout *form, const QString &name, const QString &label, int most,
                     const QString &all);
    void load();
    void apply();

    StorageSettings &m_settings;
    QSpinBox *m_turns;
    QSpinBox *m_audit;
    QSpinBox *m_snapshots;
    QSpinBox *m_days;
    QPushButton *m_apply;
};

} // namespace creact
