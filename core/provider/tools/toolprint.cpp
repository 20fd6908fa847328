// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolprint.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <iterator>

namespace creact {

using namespace Qt::StringLiterals;

QString jsonHash(const QJsonObject &object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

QString toolPrint(const QJsonObject &tool)
{
    QJsonObject what = tool;
    // Only what is known to be harmless is left out: a prop that a new kind adds counts by itself.
    for (const auto name : {"id"_L1, "name"_L1, "description"_L1, "approval"_L1, "parameters"_L1,
                            "timeoutSeconds"_L1, "maxBytes"_L1, "maxCallsPerTurn"_L1})
        what.remove(name);
    // A value that was left out may come as null.
    for (auto it = what.begin(); it != what.end();)
        it = it.value().isNull() ? what.erase(it) : std::next(it);
    return jsonHash(what);
}

} // namespace creact
