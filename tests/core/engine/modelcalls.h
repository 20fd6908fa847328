// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/demo/demoserver.h"
#include "core/runtime/records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace creact {

/// The model calls that reach a DemoServer, known by what they are about, and those whose results
/// are stored and that must not come again. For conversations whose questions are all different.
class ModelCalls {
public:
    explicit ModelCalls(const DemoServer &server)
        : m_server(server)
        , m_seen(count())
    {
    }

    /// What came in since the last look. What should not have come; empty: all is well.
    QString look()
    {
        const int now = count();
        QList<QString> calls;
        for (const DemoServer::Exchange &each : m_server.log()) {
            if (each.path == path())
                calls.append(callOf(
                    QJsonDocument::fromJson(each.request)[QStringLiteral("messages")].toArray()));
        }
        if (now - m_seen > calls.size())
            return QStringLiteral("the log of the model is too short");
        QString wrong;
        for (qsizetype i = calls.size() - (now - m_seen); i < calls.size(); ++i) {
            if (m_stored.contains(calls.at(i)))
                wrong = QStringLiteral("asked again: ") + calls.at(i);
            m_again += m_calls[calls.at(i)]++ > 0;
            ++m_total;
        }
        m_seen = now;
        return wrong;
    }
    /// These results must not be asked for again.
    void store(const StackRecord &state)
    {
        for (const NodeRecord &node : state.nodes()) {
            if (node.constructType == QStringLiteral("Completion") && node.outputs)
                m_stored.insert(callOf(node.props[QStringLiteral("messages")].toArray()));
        }
    }
    int total() const { return m_total; }
    /// How many of them were the same as an earlier one.
    int again() const { return m_again; }

private:
    static QString path() { return QStringLiteral("/v1/chat/completions"); }
    int count() const { return m_server.requestCount(path()); }

    /// The newest question, and how far its turn has come.
    static QString callOf(const QJsonArray &messages)
    {
        for (qsizetype i = messages.size() - 1; i >= 0; --i) {
            const QJsonObject message = messages.at(i).toObject();
            if (message[QStringLiteral("role")] == QStringLiteral("user"))
                return QStringLiteral("%1 +%2")
                    .arg(message[QStringLiteral("content")].toString())
                    .arg(messages.size() - 1 - i);
        }
        return {};
    }

    const DemoServer &m_server;
    QHash<QString, int> m_calls;
    QSet<QString> m_stored;
    int m_seen = 0;
    int m_total = 0;
    int m_again = 0;
};

} // namespace creact
