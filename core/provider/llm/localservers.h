// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/jsonhttp.h"

#include <QObject>
#include <QStringList>

namespace creact {

/// A model server on this machine.
struct LocalServer {
    /// What is known to listen on that port, for people: "Ollama".
    QString program;
    /// A name for its profile: "ollama".
    QString name;
    QUrl baseUrl;
    QStringList models;
    /// It answers, and wants a key.
    bool wantsKey = false;
};

/// Looks for model servers on the ports of this machine where they usually listen. Only when asked
/// to: GET /v1/models on each at once, no key, no redirects to elsewhere, two seconds at most.
class LocalServers final : public QObject {
    Q_OBJECT
public:
    explicit LocalServers(Clock &clock, QObject *parent = nullptr);

    /// Answers with what was found, in the order of usualServers(); Cancelled.
    void find(Done<QList<LocalServer>> done);
    /// In place of usualServers().
    void find(const QList<LocalServer> &candidates, Done<QList<LocalServer>> done);
    /// What is under way answers Cancelled before this returns.
    void cancel();

    /// Ollama, LM Studio, llama.cpp, vLLM, Jan, GPT4All, KoboldCpp, text-generation-webui.
    static QList<LocalServer> usualServers();

private:
    JsonHttp m_http;
};

} // namespace creact
