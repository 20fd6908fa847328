// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpoint.h"
#include "core/provider/llm/jsonhttp.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <chrono>
#include <functional>

namespace creact {

class DemoServer;

/// What an endpoint that answers says of itself.
struct EndpointReport {
    QStringList models;
    std::chrono::milliseconds time{0};
    /// What it calls itself (the header Server), one short line; empty: it does not say.
    QString server;
    /// The beginning of what the model said; only when it was asked to say something.
    QString said;
};

/// Tries an endpoint and says what is wrong with it: GET /models, and then, when a model is given,
/// one completion of a few tokens. Needs no stack. One at a time; belongs to one thread.
class EndpointCheck final : public QObject {
    Q_OBJECT
public:
    explicit EndpointCheck(Clock &clock, QObject *parent = nullptr);
    /// Cancels.
    ~EndpointCheck() override;

    /// NotFound: no list of models there (the hint names the address that has one: ".../v1"), or
    /// none in it; ModelUnauthorized, ModelUnreachable, TimedOut, ModelAnswerInvalid (a web page,
    /// no JSON) and those of errorOfStatus(). Nothing of a key is in any of them.
    void run(const ModelEndpoint &endpoint, const QString &model, Done<EndpointReport> done);
    /// What is under way answers Cancelled before this returns.
    void cancel();

private:
    void askModels(const ModelEndpoint &endpoint, const QString &path,
                   std::function<void(const Result<HttpAnswer> &)> then);
    void answered(const Result<HttpAnswer> &answer);
    void tryElsewhere(const Error &error);
    void complete();
    Result<EndpointReport> spoken(const Result<HttpAnswer> &answer);
    void end(const Result<EndpointReport> &result);

    Clock &m_clock;
    QPointer<JsonHttp> m_http;
    QPointer<DemoServer> m_demo;
    ModelEndpoint m_endpoint;
    QString m_model;
    EndpointReport m_report;
    qint64 m_startedAt = 0;
    Done<EndpointReport> m_done;
};

/// The same endpoint without what nobody may see: for sentences.
Error withoutSecretsOf(Error error, const ModelEndpoint &endpoint);

} // namespace creact
