// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/provideroptions.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QStringList>

namespace creact {

class Clock;
struct HttpAnswer;
struct ModelEndpoint;

/// Asks an endpoint which models it has: GET /models, as OpenAI answers it. Needs no stack that
/// runs. Belongs to one thread.
class ModelList : public QObject {
    Q_OBJECT
public:
    explicit ModelList(
        Clock &clock,
        const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
        QObject *parent = nullptr);
    /// Cancels.
    ~ModelList() override;

    /// Names, sorted, each once. The endpoint is what a ChatModel's `endpoint` says ("", "demo"),
    /// chosen as for model calls, with the key of its own origin only; it is reached at most ten
    /// seconds. Errors of ModelAccess::endpoint(), of JsonHttp and errorOfStatus(); NotFound: it
    /// has no such list; ModelAnswerInvalid: what it answers is no list.
    void ask(const ProviderOptions &options, const QString &endpoint, Done<QStringList> done);
    /// What is under way is answered with Cancelled, before this returns.
    void cancel();

private:
    Clock &m_clock;
    QProcessEnvironment m_environment;
};

/// The names in an answer to GET /models. What is no name in a list is left out.
Result<QStringList> modelsIn(const HttpAnswer &answer, const ModelEndpoint &endpoint);

} // namespace creact
