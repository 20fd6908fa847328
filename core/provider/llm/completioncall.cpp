// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completioncall.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error callCancelled()
{
    return {ErrorCode::Cancelled, u"The request was cancelled."_s, {}, {}};
}

QString roundedSeconds(std::chrono::milliseconds time)
{
    return QString::number((time.count() + 999) / 1000);
}

} // namespace

CompletionCall::CompletionCall(JsonHttp &http, Clock &clock, const Ask &ask, QObject *parent)
    : QObject(parent)
    , m_http(&http)
    , m_clock(clock)
    , m_ask(ask)
    , m_content(ask.endpoint.secrets())
    , m_reasoning(ask.endpoint.secrets())
{
}

CompletionCall::~CompletionCall()
{
    m_over = true;
    if (m_http)
        m_http->cancel(m_call);
}

void CompletionCall::start()
{
    m_startedAt = m_clock.monotonic();
    say({{}, {}, true});
    send();
}

void CompletionCall::cancel()
{
    end(callCancelled());
}

QByteArray CompletionCall::body() const
{
    QJsonObject body = m_ask.request.body;
    if (m_ask.stream) {
        body.insert("stream"_L1, true);
        if (m_ask.streamUsage)
            body.insert("stream_options"_L1, QJsonObject{{u"include_usage"_s, true}});
    }
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QString CompletionCall::who() const
{
    return u"The model endpoint at %1"_s.arg(m_ask.endpoint.label());
}

std::chrono::milliseconds CompletionCall::timeLeft() const
{
    return m_ask.timeout - std::chrono::milliseconds(m_clock.monotonic() - m_startedAt);
}

void CompletionCall::send()
{
    if (!m_http)
        return end(callCancelled());
    HttpRequest http;
    http.url = m_ask.endpoint.completionsUrl();
    http.body = body();
    http.bearer = m_ask.endpoint.apiKey;
    http.headers = m_ask.endpoint.headers;
    http.userAgent = "CReactStudio/" CREACT_VERSION;
    http.timeout = timeLeft();
    http.who = u"The model endpoint"_s;
    if (m_ask.stream) {
        http.accept = "text/event-stream, application/json";
        http.onBytes = [this](const QByteArray &bytes) { arrived(bytes); };
    }
    http.onConnectionLost = [this] { m_lost = true; };
    ++m_attempts;
    m_lost = false;
    const JsonHttp::CallId call =
        m_http->send(http, [self = QPointer(this)](const Result<HttpAnswer> &answer) {
            if (self && !self->m_over)
                self->answered(answer);
        });
    if (!m_over)
        m_call = call;
}

void CompletionCall::arrived(const QByteArray &bytes)
{
    m_begun = true;
    const QPointer self(this);
    say(m_stream.append(bytes));
    // The end mark is the end, whether the server closes or not.
    if (self && !m_over && m_stream.isOver())
        finishStream();
}

void CompletionCall::say(TextDelta delta)
{
    delta.content = m_content.append(delta.content);
    delta.reasoning = m_reasoning.append(delta.reasoning);
    if (!delta.isEmpty())
        Q_EMIT said(delta);
}

void CompletionCall::answered(const Result<HttpAnswer> &answer)
{
    m_call = 0;
    if (!answer) {
        Error error = answer.error();
        if (error.code == ErrorCode::TimedOut)
            error.message =
                u"%1 did not answer within %2 seconds."_s.arg(who(), roundedSeconds(m_ask.timeout));
        RetryCase lost;
        lost.connectionLost = m_lost && !m_begun;
        return retryOrEnd(lost, error);
    }
    const QByteArray body = redactedBytes(answer->body, m_ask.endpoint.secrets());
    if (answer->status < 200 || answer->status > 299) {
        if (askLess(*answer))
            return send();
        return retryOrEnd({false, answer->status, answer->header("x-should-retry"),
                           answer->header("retry-after-ms"), answer->header("retry-after")},
                          errorOfStatus(answer->status, body, answer->retryAfter, who(),
                                        !m_ask.endpoint.apiKey.isEmpty()));
    }
    if (m_ask.stream)
        return finishStream();
    end(readCompletionAnswer(body, m_ask.request));
}

void CompletionCall::finishStream()
{
    const QPointer self(this);
    const TextDelta rest{m_content.finish(), m_reasoning.finish(), false};
    if (!rest.isEmpty())
        Q_EMIT said(rest);
    if (!self || m_over)
        return;
    const Result<QByteArray> body = m_stream.finish();
    if (!body)
        return end(body.error());
    end(readCompletionAnswer(redactedBytes(*body, m_ask.endpoint.secrets()), m_ask.request));
}

/// A server that does not know a wish of ours says so by its name; then it is asked without.
bool CompletionCall::askLess(const HttpAnswer &answer)
{
    if (!m_ask.stream || (answer.status != 400 && answer.status != 422 && answer.status != 501))
        return false;
    if (m_ask.streamUsage && answer.body.contains("stream_options")) {
        m_ask.streamUsage = false;
        return true;
    }
    if (!serverMessage(answer.body).contains(u"stream"_s, Qt::CaseInsensitive))
        return false;
    m_ask.stream = false;
    m_refusedStream = true;
    return true;
}

void CompletionCall::retryOrEnd(const RetryCase &ended, Error error)
{
    using Verdict = RetryDecision::Verdict;
    const RetryDecision decision = decideRetry(ended, m_retries, m_ask.maxRetries, m_clock.now(),
                                               QRandomGenerator::system()->generateDouble());
    if (decision.verdict == Verdict::UsedUp && m_retries > 0)
        error.hint += u" It was asked %1 times."_s.arg(m_attempts);
    if (decision.verdict == Verdict::TooLong)
        error.hint = u"The server asks to wait %1 seconds, and so it was not asked again. Retry "
                     "then."_s.arg(roundedSeconds(decision.wait));
    if (decision.verdict == Verdict::Retry && decision.wait >= timeLeft())
        error.hint += u" There was no time left to ask again."_s;
    else if (decision.verdict == Verdict::Retry) {
        ++m_retries;
        m_wait = m_clock.callAfter(decision.wait, [this] {
            // The timer must not die while it calls.
            const auto fired = std::move(m_wait);
            send();
        });
        Q_EMIT waits({error, decision.wait, m_retries, m_ask.maxRetries});
        return;
    }
    end(error);
}

void CompletionCall::end(const Result<CompletionAnswer> &answer)
{
    if (std::exchange(m_over, true))
        return;
    m_wait.reset();
    if (m_http)
        m_http->cancel(m_call);
    Q_EMIT ended(answer);
}

} // namespace creact
