// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace creact {

/// What the desktop prefers, from the XDG settings portal; light where there is no portal.
/// Qt 6.4 cannot tell by itself.
class ColorScheme : public QObject {
    Q_OBJECT
public:
    explicit ColorScheme(QObject *parent = nullptr);
    bool prefersDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void take(const QVariant &value);
    bool m_dark = false;
};

} // namespace creact
