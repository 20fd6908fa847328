// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/nodeid.h"

namespace creact {

struct NodeId::Data {
    std::shared_ptr<const Data> parent;
    QString segment;
    size_t hash = 0;
    int depth = 0;

    ~Data()
    {
        // A chain of 100,000 must not be released by 100,000 nested destructors.
        while (parent && parent.use_count() == 1) {
            auto next = std::move(const_cast<Data *>(parent.get())->parent);
            parent = std::move(next);
        }
    }
};

NodeId NodeId::fromPath(const QStringList &path)
{
    NodeId id;
    for (const QString &segment : path)
        id = id.child(segment);
    return id;
}

NodeId NodeId::child(const QString &segment) const
{
    auto data = std::make_shared<Data>();
    data->parent = d;
    data->segment = segment;
    data->hash = qHashMulti(d ? d->hash : 0, segment);
    data->depth = d ? d->depth + 1 : 1;
    NodeId id;
    id.d = std::move(data);
    return id;
}

NodeId NodeId::parent() const
{
    NodeId id;
    if (d)
        id.d = d->parent;
    return id;
}

QString NodeId::segment() const
{
    return d ? d->segment : QString();
}

int NodeId::depth() const
{
    return d ? d->depth : 0;
}

bool NodeId::isDescendantOf(const NodeId &ancestor) const
{
    if (!d || depth() <= ancestor.depth())
        return false;
    NodeId id = *this;
    while (id.depth() > ancestor.depth())
        id = id.parent();
    return id == ancestor;
}

QStringList NodeId::path() const
{
    QStringList result;
    result.resize(depth());
    auto at = result.end();
    for (const Data *data = d.get(); data; data = data->parent.get())
        *--at = data->segment;
    return result;
}

QString NodeId::toString() const
{
    return path().join(u'.');
}

qsizetype NodeId::textLength() const
{
    qsizetype length = d ? -1 : 0;
    for (const Data *data = d.get(); data; data = data->parent.get())
        length += data->segment.size() + 1;
    return length;
}

bool NodeId::isText(QStringView text) const
{
    for (const Data *data = d.get(); data; data = data->parent.get()) {
        if (!text.endsWith(data->segment))
            return false;
        text.chop(data->segment.size());
        if (!data->parent)
            return text.isEmpty();
        if (!text.endsWith(u'.'))
            return false;
        text.chop(1);
    }
    return false;
}

bool NodeId::equal(const NodeId &a, const NodeId &b)
{
    const Data *x = a.d.get();
    const Data *y = b.d.get();
    while (x != y) {
        if (!x || !y || x->hash != y->hash || x->depth != y->depth || x->segment != y->segment)
            return false;
        x = x->parent.get();
        y = y->parent.get();
    }
    return true;
}

size_t NodeId::hashWith(size_t seed) const
{
    return (d ? d->hash : 0) ^ seed;
}

} // namespace creact
