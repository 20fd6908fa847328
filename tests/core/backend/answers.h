// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include <QFile>
#include <QJsonDocument>

#include <optional>

namespace creact::test {

/// The answer of a call that answers before it returns, once. QVERIFY(answer.ok()) tells when it
/// does not: an answer that never came is the error Internal.
template <typename T, typename Call> Result<T> answerOf(Call &&call)
{
    std::optional<Result<T>> answer;
    int count = 0;
    call(Done<T>([&](Result<T> result) {
        answer.emplace(std::move(result));
        ++count;
    }));
    if (count != 1)
        return Error{ErrorCode::Internal, QStringLiteral("answered %1 times").arg(count), {}, {}};
    return *answer;
}

inline Result<std::optional<StackRecord>> stateOf(Backend &backend, const QString &stack)
{
    return answerOf<std::optional<StackRecord>>([&](auto done) { backend.getState(stack, done); });
}

inline Result<void> save(Backend &backend, const StackRecord &state, const StateChange &change)
{
    return answerOf<void>([&](auto done) { backend.saveState(state, change, done); });
}

inline Result<void> saveAll(Backend &backend, const StackRecord &state)
{
    StateChange change;
    change.all = true;
    return save(backend, state, change);
}

inline Result<LockInfo> lock(Backend &backend, const QString &stack, const QString &holder,
                             int ttlMs = 60'000)
{
    const LockRequest request{holder, std::chrono::milliseconds(ttlMs)};
    return answerOf<LockInfo>([&](auto done) { backend.acquireLock(stack, request, done); });
}

inline Result<void> append(Backend &backend, const QString &stack, const QList<AuditEntry> &entries)
{
    return answerOf<void>([&](auto done) { backend.appendAuditLog(stack, entries, done); });
}

inline Result<QList<AuditEntry>> auditOf(Backend &backend, const QString &stack, int limit = 0)
{
    const Result<AuditPage> page =
        answerOf<AuditPage>([&](auto done) { backend.getAuditLog(stack, {limit}, done); });
    return page ? Result<QList<AuditEntry>>(page->entries) : page.error();
}

inline Result<void> saveTurn(Backend &backend, const QString &stack, const TurnRecord &turn,
                             int keep)
{
    return answerOf<void>([&](auto done) { backend.saveTurn(stack, turn, keep, done); });
}

inline Result<QList<TurnRecord>> turnsOf(Backend &backend, const QString &stack)
{
    return answerOf<QList<TurnRecord>>([&](auto done) { backend.getTurns(stack, done); });
}

inline Result<QStringList> stacksOf(Backend &backend)
{
    return answerOf<QStringList>([&](auto done) { backend.listStacks(done); });
}

inline NodeRecord nodeNamed(const QStringList &path)
{
    NodeRecord node;
    node.id = NodeId::fromPath(path);
    node.constructType = QStringLiteral("Tool");
    node.props = {{QStringLiteral("name"), path.last()}};
    node.outputs = QJsonObject{{QStringLiteral("id"), path.join(u'.')}};
    node.state = NodeState::Deployed;
    return node;
}

inline StackRecord stackWith(const QString &name, int nodes)
{
    StackRecord state;
    state.stackName = name;
    state.status = StackStatus::Deployed;
    for (int i = 0; i < nodes; ++i)
        state.put(nodeNamed({QStringLiteral("parent"), QStringLiteral("tool-%1").arg(i)}));
    return state;
}

inline TurnRecord turnNamed(const QString &id, qint64 endedAt = 0)
{
    TurnRecord turn;
    turn.id = id;
    turn.endedAt = endedAt;
    return turn;
}

inline AuditEntry entryNamed(const QString &action, int number)
{
    AuditEntry entry;
    entry.timestamp = 1'795'312'178'599 + number;
    entry.action = action;
    entry.nodeId = QStringLiteral("parent.tool-%1").arg(number);
    entry.details = {{QStringLiteral("text"), QStringLiteral("a \"quoted\" {brace} [ü] \\ ,\n")}};
    return entry;
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

inline QString sentence(const Error &error)
{
    return codeName(error.code) + QStringLiteral(": ") + error.message + QStringLiteral(" @")
        + error.where;
}

} // namespace creact::test

/// Fails the test with the error's sentence.
#define VERIFY_OK(result)                                                                          \
    do {                                                                                           \
        const auto &checked = (result);                                                            \
        QVERIFY2(checked.ok(),                                                                     \
                 checked.ok() ? "" : qPrintable(creact::test::sentence(checked.error())));         \
    } while (false)

/// The result is an error with this code.
#define VERIFY_FAILS(result, wanted)                                                               \
    do {                                                                                           \
        const auto &checked = (result);                                                            \
        QVERIFY(!checked.ok());                                                                    \
        QCOMPARE(creact::codeName(checked.error().code), creact::codeName(wanted));                \
    } while (false)
