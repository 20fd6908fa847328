// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/templates.h"
#include "core/provider/demo/demoserver.h"
#include "tests/core/engine/treemirror.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

class QNetworkReply;

namespace creact {

/// An Engine as its user sees it: commands awaited, and everything that was told, noted down.
class EngineUser {
public:
    static constexpr int patience = 20'000;

    EngineUser();

    Engine &engine() { return *m_engine; }
    /// Destroys the Engine, now.
    void drop() { m_engine.reset(); }

    Result<void> open(const OpenRequest &request);
    Result<void> deploy();
    Result<void> stop();
    Result<Plan> plan();
    Result<StackRecord> state();
    Result<QList<ChatTurn>> turns();
    Result<QList<AuditEntry>> auditLog();
    /// Accepted, or why not.
    Result<ChatTurn> send(const QString &message, const QString &id = {});
    /// Sends, and waits for the end of the turn.
    Result<ChatTurn> ask(const QString &message);
    /// The turn's last state told.
    ChatTurn turn(const QString &id) const
    {
        return told(id).isEmpty() ? ChatTurn() : told(id).last();
    }
    QList<ChatTurn> told(const QString &id) const { return m_turns.value(id); }
    RowDetail inspect(TreeRow::Uid uid);

    /// Waits for the answer of a command that `start` gives a Done to.
    template <typename T, typename Start> Result<T> await(Start start)
    {
        auto answer = std::make_shared<std::optional<Result<T>>>();
        start(counted<T>([answer](Result<T> result) { answer->emplace(std::move(result)); }));
        if (!QTest::qWaitFor([&] { return answer->has_value(); }, patience))
            return Error{
                ErrorCode::TimedOut, QStringLiteral("a command was never answered"), {}, {}};
        return std::move(**answer);
    }
    /// Counts the answers of a command that is not waited for.
    template <typename T> Done<T> counted(Done<T> done = {})
    {
        auto count = std::make_shared<int>(0);
        m_answers.append(count);
        return [count, done](Result<T> result) {
            ++*count;
            if (done)
                done(std::move(result));
        };
    }
    /// How often each command was answered, in the order they were given.
    QList<int> answers() const;

    StackInfo info;
    QList<StackInfo::Status> statuses;
    TreeMirror tree;
    QList<AuditEntry> audit;
    QList<Problem> problems;
    QStringList activities;
    /// "Completion", … : every node row that was told as active, in order of appearance, with its
    /// uid.
    QList<TreeRow> appeared;

private:
    std::unique_ptr<Engine> m_engine;
    QHash<QString, QList<ChatTurn>> m_turns;
    RowDetail m_detail;
    QList<std::shared_ptr<int>> m_answers;
};

/// Questions and answers among the messages of a Memory.
QJsonArray spoken(const QJsonArray &messages);

/// A stack in a folder of its own with a model and an encyclopedia behind it that the test owns.
class StackBench {
public:
    explicit StackBench(const QString &templateName = QStringLiteral("agent"));

    OpenRequest request() const;
    QString folder() const { return m_dir.path() + QStringLiteral("/stack"); }
    QString statePath() const;
    QString lockPath() const;
    /// The state file, read by another backend than the one under test wrote it with.
    QJsonObject stateFile() const;
    /// Replaces text in the document. False when it is not there.
    bool edit(const QByteArray &from, const QByteArray &to) const;
    int modelCalls() const { return demo.requestCount(QStringLiteral("/v1/chat/completions")); }
    int searches() const { return demo.requestCount(QStringLiteral("/w/api.php")); }
    /// Questions and answers that the memory keeps, in the file; not the calls of tools.
    QJsonArray remembered() const;

    SystemClock clock;
    DemoServer demo{clock};
    QString document;
    ProviderOptions options;

private:
    QTemporaryDir m_dir;
};

/// What a client of the stack's HTTP server gets.
struct ClientAnswer {
    int status = 0;
    QJsonObject body;
    bool finished = false;
};

class ChatClient {
public:
    QNetworkReply *post(const QString &url, const QString &message);
    ClientAnswer wait(QNetworkReply *reply);

private:
    QNetworkAccessManager m_network;
};

} // namespace creact
