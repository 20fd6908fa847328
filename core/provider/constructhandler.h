// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/textdelta.h"
#include "core/runtime/provider.h"

namespace creact {

/// Makes the nodes of one construct type real. StudioProvider keeps one for each type it offers;
/// a new construct is a new handler and one line in its registration.
class ConstructHandler : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual ConstructType type() const = 0;
    virtual void start(ProviderHost &host) { m_host = &host; }
    virtual void materialize(const ApplyJobPtr &job) = 0;
    virtual void destroy(const NodeRecord &node, Done<void> done)
    {
        Q_UNUSED(node)
        done({});
    }
    /// Any node failed for good (see Provider::onError).
    virtual void onError(const NodeRecord &node, const Error &error, bool handled)
    {
        Q_UNUSED(node)
        Q_UNUSED(error)
        Q_UNUSED(handled)
    }
    virtual void stop() { }

Q_SIGNALS:
    void outputsChanged(const QString &nodeId, const QJsonObject &outputs);
    /// A model's words as they come. Not stored.
    void said(const QString &nodeId, const creact::TextDelta &delta);
    /// What ProviderHost::activity() was told.
    void isDoing(const QString &nodeId, const QString &text);

protected:
    ProviderHost &host() const { return *m_host; }
    /// Tells what a node is doing right now; empty: nothing.
    void activity(const QString &nodeId, const QString &text)
    {
        m_host->activity(nodeId, text);
        Q_EMIT isDoing(nodeId, text);
    }

private:
    ProviderHost *m_host = nullptr;
};

} // namespace creact
