// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpoint.h"
#include "core/provider/net/addresspolicy.h"

#include <QObject>

#include <memory>

namespace creact {

class Clock;
class DemoServer;
class JsonHttp;

/// The way to the model and to the encyclopedia, for all constructs that need them: which endpoint,
/// which key, the demo server when that is the endpoint (started at its first use), one HTTP
/// client. Owned by StudioProvider. Belongs to the engine thread.
class ModelAccess : public QObject {
    Q_OBJECT
public:
    ModelAccess(const ProviderOptions &options, const QProcessEnvironment &environment,
                QObject *parent = nullptr);
    ~ModelAccess() override;

    /// Reads `.env` again, unless it is started already. Every handler that uses this calls it.
    void start(Clock &clock);
    /// Cancels every call and stops the demo server. start() may follow.
    void stop();

    /// Where the model named by a ChatModel's `endpoint` is: "" is what is chosen for the stack,
    /// "demo" the demo endpoint, else a profile. NotFound: no such profile; InvalidArgument,
    /// IoError: see resolveEndpoint(); the demo server's own when it cannot listen.
    Result<ModelEndpoint> endpoint(const QString &profile = {});
    /// The MediaWiki API to search in.
    Result<QUrl> wikipedia();
    /// What requests to it may reach, when its address came with the project (`.env`): the Internet
    /// only. Empty: the person, or this program, chose it.
    std::optional<AddressPolicy> wikipediaPolicy() const;

    /// For people: "demo model", "api.openai.com". Empty when the settings are wrong. Starts
    /// nothing.
    QString label(const QString &profile = {}) const;
    bool isDemo(const QString &profile = {}) const;
    /// Whether a ChatModel's `endpoint` can be found: NotFound.
    Result<void> checkProfile(const QString &profile) const;
    /// Where wikipedia() is; empty for the demo encyclopedia. Starts nothing.
    QString encyclopediaHost() const;

    std::chrono::milliseconds modelTimeout() const { return m_options.modelTimeout; }
    int modelRetries() const { return m_options.modelRetries; }
    std::chrono::milliseconds toolTimeout() const { return m_options.toolTimeout; }
    /// Where secrets of tools come from.
    const QProcessEnvironment &environment() const { return m_environment; }
    QString documentDir() const { return m_options.documentDir; }
    /// Only between start() and stop().
    JsonHttp &http() const { return *m_http; }
    /// Null until something asked for the demo endpoint.
    DemoServer *demoServer() const { return m_demo.get(); }

private:
    Result<ModelEndpoint> demoEndpoint();
    Result<ModelEndpoint> chosen(const QString &profile) const;
    void readSettings();

    ProviderOptions m_options;
    QProcessEnvironment m_environment;
    Clock *m_clock = nullptr;
    DotEnv m_dotEnv;
    std::optional<Error> m_dotEnvProblem;
    Result<ModelEndpoint> m_endpoint;
    Result<QUrl> m_wikipedia;
    bool m_wikipediaIsFromDotEnv = false;
    std::unique_ptr<JsonHttp> m_http;
    std::unique_ptr<DemoServer> m_demo;
};

} // namespace creact
