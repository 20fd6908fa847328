// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/textdelta.h"
#include "core/provider/llm/completionanswer.h"
#include "core/provider/llm/completionstream.h"
#include "core/provider/llm/endpoint.h"
#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/redact.h"
#include "core/provider/llm/retrypolicy.h"

#include <QPointer>

namespace creact {

/// One question to a model with all its tries, until there is an answer or none is to be had. Each
/// try leaves once. A try that brought any byte of an answer is the last one, as with the official
/// clients: what was shown is never said twice. One deadline for everything, waiting included.
class CompletionCall final : public QObject {
    Q_OBJECT
public:
    struct Ask {
        CompletionRequest request;
        ModelEndpoint endpoint;
        std::chrono::milliseconds timeout{0};
        int maxRetries = 2;
        bool stream = true;
        /// Ask for the usage of a stream; some servers refuse to be asked.
        bool streamUsage = true;
    };
    /// Another try follows.
    struct Retry {
        Error error;
        std::chrono::milliseconds wait{0};
        /// Counts from 1.
        int number = 1;
        int most = 0;
    };

    CompletionCall(JsonHttp &http, Clock &clock, const Ask &ask, QObject *parent = nullptr);
    ~CompletionCall() override;

    void start();
    /// Closes the socket, ends any wait, and answers Cancelled before it returns.
    void cancel();

    const Ask &asked() const { return m_ask; }
    /// Requests that left.
    int attempts() const { return m_attempts; }
    /// The server refused to be asked for it; it is not to be asked again.
    bool refusedStreamUsage() const { return m_ask.stream && !m_ask.streamUsage; }
    bool refusedStream() const { return m_refusedStream; }

Q_SIGNALS:
    void said(const creact::TextDelta &delta);
    void waits(const creact::CompletionCall::Retry &retry);
    /// Once, the last thing. Deleting it is the owner's, later.
    void ended(const creact::Result<creact::CompletionAnswer> &answer);

private:
    QByteArray body() const;
    void send();
    void arrived(const QByteArray &bytes);
    void say(TextDelta delta);
    void answered(const Result<HttpAnswer> &answer);
    void finishStream();
    bool askLess(const HttpAnswer &answer);
    void retryOrEnd(const RetryCase &ended, Error error);
    void end(const Result<CompletionAnswer> &answer);
    QString who() const;
    std::chrono::milliseconds timeLeft() const;

    QPointer<JsonHttp> m_http;
    Clock &m_clock;
    Ask m_ask;
    qint64 m_startedAt = 0;
    JsonHttp::CallId m_call = 0;
    std::unique_ptr<Clock::Timer> m_wait;
    CompletionStream m_stream;
    StreamRedactor m_content;
    StreamRedactor m_reasoning;
    int m_attempts = 0;
    int m_retries = 0;
    bool m_begun = false;
    bool m_lost = false;
    bool m_refusedStream = false;
    bool m_over = false;
};

} // namespace creact
