// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/storagesettings.h"

#include <QSettings>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString turnsKey = u"keep/turns"_s;
const QString auditKey = u"keep/auditEntries"_s;
const QString snapshotsKey = u"keep/snapshots"_s;
const QString daysKey = u"keep/days"_s;

// A file that somebody edited may say anything.
int numberOr(const QSettings &settings, const QString &key, int fallback)
{
    bool ok = false;
    const int number = settings.value(key).toInt(&ok);
    return ok && number >= 0 ? number : fallback;
}

} // namespace

StorageSettings::StorageSettings(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    m_policy.turns = numberOr(settings, turnsKey, m_policy.turns);
    m_policy.auditEntries = numberOr(settings, auditKey, m_policy.auditEntries);
    m_policy.snapshots = numberOr(settings, snapshotsKey, m_policy.snapshots);
    m_policy.days = numberOr(settings, daysKey, m_policy.days);
}

void StorageSettings::setPolicy(const StoragePolicy &policy)
{
    m_policy = policy;
    m_settings.setValue(turnsKey, policy.turns);
    m_settings.setValue(auditKey, policy.auditEntries);
    m_settings.setValue(snapshotsKey, policy.snapshots);
    m_settings.setValue(daysKey, policy.days);
    Q_EMIT changed();
}

} // namespace creact
