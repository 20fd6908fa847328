// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include <QObject>

class QSettings;

namespace creact {

/// How much of what has been is kept, as the person chose it; remembered in the settings.
class StorageSettings : public QObject {
    Q_OBJECT
public:
    explicit StorageSettings(QSettings &settings, QObject *parent = nullptr);
    const StoragePolicy &policy() const { return m_policy; }
    void setPolicy(const StoragePolicy &policy);
    /// All of the person's, for what else is remembered of a stack.
    QSettings &settings() const { return m_settings; }

Q_SIGNALS:
    void changed();

private:
    QSettings &m_settings;
    StoragePolicy m_policy;
};

} // namespace creact
