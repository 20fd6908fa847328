// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

namespace creact {

/// The text without the secrets and without what looks like one ("Bearer …", "sk-…"): whatever a
/// server says goes through here before it reaches an error, a log or the state.
QString redacted(QString text, const QStringList &secrets);
/// The same for bytes not yet parsed; only the secrets themselves.
QByteArray redactedBytes(QByteArray bytes, const QStringList &secrets);

/// Text that comes in pieces without the secrets: what may be the beginning of one is held back
/// until it is known.
class StreamRedactor {
public:
    explicit StreamRedactor(const QStringList &secrets);
    QString append(const QString &piece);
    /// What was held back.
    QString finish();

private:
    QStringList m_secrets;
    QString m_held;
};

/// An address for people: no user, password, query or fragment.
QString displayAddress(const QUrl &url);

} // namespace creact
