// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/provideroptions.h"

#include <QObject>

class QSettings;

namespace creact {

/// What the person allows a stack beyond its own folder: commands, and other folders. Kept in the
/// person's settings under the document's path, never in the document; off until they say so.
class AllowSettings : public QObject {
    Q_OBJECT
public:
    explicit AllowSettings(QSettings &settings, QObject *parent = nullptr);
    bool commands(const QString &document) const;
    void setCommands(const QString &document, bool allowed);
    /// Absolute, each once.
    QStringList folders(const QString &document) const;
    void setFolders(const QString &document, const QStringList &folders);
    /// What goes to the engine for that document.
    void fill(ProviderOptions &options, const QString &document) const;

Q_SIGNALS:
    void changed();

private:
    QSettings &m_settings;
};

} // namespace creact
