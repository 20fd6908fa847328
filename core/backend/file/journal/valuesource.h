// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonValue>
#include <QString>

#include <functional>

namespace creact {

/// Values that a packed value may refer to. An address is [node number, "outputs", "messages", 3];
/// of the stack itself [-1, "stores", name, …] and [-1, "latches", name, "value", …].
class ValueSource {
public:
    using Visitor = std::function<void(const QJsonArray &address, const QJsonValue &value)>;

    virtual ~ValueSource() = default;
    /// Undefined: there is nothing.
    virtual QJsonValue valueAt(const QJsonArray &address) const = 0;
    /// A node's full id; null: there is no such node.
    virtual QString idText(qint64 number) const = 0;
    /// Shows the values that others may be made of (props, outputs, stores).
    virtual void visit(const Visitor &visitor) const = 0;
};

/// What stands below `root` when the address's first `from` members lead to it.
QJsonValue valueBelow(QJsonValue root, const QJsonArray &address, qsizetype from);
/// About how long the value is as JSON; stops counting at `limit`.
qsizetype weightOf(const QJsonValue &value, qsizetype limit);

} // namespace creact
