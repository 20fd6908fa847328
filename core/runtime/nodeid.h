// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>

namespace creact {

/// A node's id: (parent, segment), so that a chain of n nodes costs n segments in memory and not
/// n²/2. As text it is CReact 0.2's: segments joined by '.'. An implicitly shared value.
class NodeId {
public:
    NodeId() = default;
    static NodeId root(const QString &segment) { return NodeId().child(segment); }
    /// From CReact's `path` array: the id's text alone cannot be split, since keys may hold a '.'.
    static NodeId fromPath(const QStringList &path);

    NodeId child(const QString &segment) const;
    NodeId parent() const;
    QString segment() const;
    bool isNull() const { return !d; }
    int depth() const;
    bool isDescendantOf(const NodeId &ancestor) const;

    QString toString() const;
    QStringList path() const;
    /// Without making the text, which is as long as the chain is deep.
    qsizetype textLength() const;
    bool isText(QStringView text) const;

    friend bool operator==(const NodeId &a, const NodeId &b) { return equal(a, b); }
    friend size_t qHash(const NodeId &id, size_t seed = 0) { return id.hashWith(seed); }

private:
    struct Data;
    static bool equal(const NodeId &a, const NodeId &b);
    size_t hashWith(size_t seed) const;
    std::shared_ptr<const Data> d;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::NodeId)
