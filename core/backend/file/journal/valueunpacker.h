// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/journal/valuesource.h"

#include <QJsonObject>

namespace creact {

/// Reads what ValuePacker writes.
class ValueUnpacker {
public:
    explicit ValueUnpacker(const ValueSource &source)
        : m_source(source)
    {
    }

    QJsonValue unpack(const QJsonValue &packed);
    QJsonObject apply(const QJsonObject &old, const QJsonObject &delta);
    /// What did not fit the source, or is nothing that a packer writes; empty: all is well.
    const QString &complaint() const { return m_complaint; }

private:
    QJsonValue resolve(const QString &kind, const QJsonValue &argument);
    QJsonArray join(const QJsonArray &parts);
    QJsonObject members(const QJsonObject &packed);
    void complain(const QString &sentence);

    const ValueSource &m_source;
    QString m_complaint;
};

} // namespace creact
