// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Words of what has happened: audit entries, and why a node was applied.
#include "ui/models/words.h"

#include <QHash>
#include <QJsonObject>
#include <QLocale>
#include <QSet>

namespace creact {

using namespace Qt::StringLiterals;

QString Words::action(const QString &action)
{
    static const QHash<QString, const char *> known{
        {u"deploy_start"_s, QT_TR_NOOP("Deploy started")},
        {u"deploy_complete"_s, QT_TR_NOOP("Deploy finished")},
        {u"deploy_failed"_s, QT_TR_NOOP("Deploy failed")},
        {u"resource_applied"_s, QT_TR_NOOP("Applied")},
        {u"resource_failed"_s, QT_TR_NOOP("Failed")},
        {u"resource_destroyed"_s, QT_TR_NOOP("Destroyed")},
        {u"turn_accepted"_s, QT_TR_NOOP("Message accepted")},
        {u"turn_answered"_s, QT_TR_NOOP("Message answered")},
        {u"turn_failed"_s, QT_TR_NOOP("Message failed")},
        {u"store_set"_s, QT_TR_NOOP("Store changed")},
        {u"lock_acquired"_s, QT_TR_NOOP("Lock taken")},
        {u"lock_released"_s, QT_TR_NOOP("Lock released")},
        {u"stopped"_s, QT_TR_NOOP("Stopped")},
        {u"resource_cancelled"_s, QT_TR_NOOP("Cancelled")},
        {u"element_failed"_s, QT_TR_NOOP("Element failed")},
        {u"model_call"_s, QT_TR_NOOP("Model called")},
        {u"tool_call"_s, QT_TR_NOOP("Tool called")},
        {u"model_refused"_s, QT_TR_NOOP("Model call refused")},
        {u"model_retry"_s, QT_TR_NOOP("Model asked again")},
        {u"tool_approved"_s, QT_TR_NOOP("Tool call allowed")},
        {u"tool_denied"_s, QT_TR_NOOP("Tool call not allowed")},
        {u"tool_approval_revoked"_s, QT_TR_NOOP("Permission taken back")},
        {u"http_request"_s, QT_TR_NOOP("HTTP request")},
        {u"command"_s, QT_TR_NOOP("Command run")},
        {u"file_unreadable"_s, QT_TR_NOOP("File not readable")},
        {u"session_expired"_s, QT_TR_NOOP("Conversation expired")},
        {u"recovered"_s, QT_TR_NOOP("Recovered")},
        {u"state_rolled_back"_s, QT_TR_NOOP("Went back")},
        {u"state_set_aside"_s, QT_TR_NOOP("State set aside")},
        {u"journal_torn"_s, QT_TR_NOOP("Journal repaired")},
        {u"journal_set_aside"_s, QT_TR_NOOP("Journal set aside")},
        {u"audit_repaired"_s, QT_TR_NOOP("Audit log repaired")},
        {u"lock_broken"_s, QT_TR_NOOP("Lock taken over")},
        {u"conversation_forgotten"_s, QT_TR_NOOP("Forgotten")},
        {u"deploy_cancelled"_s, QT_TR_NOOP("Deploy cancelled")},
        {u"node_rerun"_s, QT_TR_NOOP("Run again")},
        {u"node_pinned"_s, QT_TR_NOOP("Pinned")},
        {u"node_unpinned"_s, QT_TR_NOOP("Unpinned")},
    };
    const char *text = known.value(action);
    return text ? tr(text) : action;
}

namespace {

QString causeWord(const QString &kind)
{
    if (kind == "created"_L1)
        return Words::tr("created", "why a node was applied");
    if (kind == "changed"_L1)
        return Words::tr("changed", "why a node was applied");
    if (kind == "retry"_L1)
        return Words::tr("retried", "why a node was applied");
    if (kind == "restart"_L1)
        return Words::tr("started again", "why a node was applied");
    return kind;
}

/// One detail of an audit entry as people say it; nothing for what says nothing to them.
QString detailWords(const QString &key, const QJsonValue &value, const QJsonObject &all)
{
    // An error as it is stored: its sentence is what people read.
    const QJsonValue sentence = value[u"message"_s];
    const QString text = Words::jsonLine(sentence.isString() ? sentence : value, 120);
    if (key == "cause"_L1)
        return causeWord(text);
    if (key == "ms"_L1)
        return Words::duration(value.toInteger());
    if (key == "totalTokens"_L1)
        return Words::tr("tokens: %1").arg(QLocale().toString(value.toInteger()));
    if (key == "toolCalls"_L1)
        return value.toInt() == 0 ? QString() : Words::tr("tool calls: %1").arg(text);
    if (key == "at"_L1)
        return Words::time(value.toInteger());
    if (key == "since"_L1)
        return Words::tr("since %1").arg(Words::time(value.toInteger()));
    if (key == "until"_L1)
        return Words::tr("until %1").arg(Words::time(value.toInteger()));
    if (key == "lostBytes"_L1)
        return Words::tr("bytes dropped: %1").arg(QLocale().toString(value.toInteger()));
    if (key == "nodes"_L1)
        return Words::tr("nodes: %1").arg(text);
    if (key == "isError"_L1)
        return value.toBool() ? Words::tr("answered with an error") : QString();
    if (key == "handled"_L1)
        return value.toBool() ? Words::tr("handled by a boundary") : QString();
    if (key == "session"_L1)
        return text == "default"_L1 ? QString() : Words::tr("session: %1").arg(text);
    if (key == "kind"_L1 && text == all.value(u"tool"_s).toString())
        return {};
    static const QSet<QString> plain{u"message"_s, u"error"_s,    u"code"_s,     u"model"_s,
                                     u"tool"_s,    u"kind"_s,     u"endpoint"_s, u"turn"_s,
                                     u"store"_s,   u"requestId"_s};
    if (plain.contains(key))
        return text;
    return u"%1: %2"_s.arg(key, text);
}

} // namespace

QString Words::details(const QJsonObject &details)
{
    static const QStringList first{u"message"_s, u"error"_s,     u"code"_s,        u"cause"_s,
                                   u"tool"_s,    u"model"_s,     u"endpoint"_s,    u"kind"_s,
                                   u"store"_s,   u"toolCalls"_s, u"totalTokens"_s, u"ms"_s};
    // Said by others, or of use to programs only: the entry's JSON has them.
    static const QStringList unsaid{u"outputKeys"_s, u"promptTokens"_s, u"completionTokens"_s};
    QStringList keys;
    for (const QString &key : first) {
        if (details.contains(key))
            keys.append(key);
    }
    for (auto it = details.begin(); it != details.end(); ++it) {
        if (!first.contains(it.key()) && !unsaid.contains(it.key()))
            keys.append(it.key());
    }
    QStringList parts;
    for (const QString &key : std::as_const(keys)) {
        const QString words = detailWords(key, details.value(key), details);
        if (!words.isEmpty())
            parts.append(words);
    }
    return parts.join(u"  ·  "_s);
}

QString Words::event(const Event &event)
{
    const QString at = time(event.at);
    if (event.kind == "deploy"_L1)
        return tr("It began with the deploy at %1.").arg(at);
    if (event.kind == "message"_L1)
        return tr("It began with the message %1 to %2 at %3.")
            .arg(event.id, shortId(event.node), at);
    if (event.kind == "store"_L1)
        return tr("It began with a change of the store %1 at %2.")
            .arg(event.node.isEmpty() ? event.id : shortId(event.node), at);
    if (event.kind == "retry"_L1)
        return tr("It began with a retry of %1 at %2.").arg(shortId(event.node), at);
    if (event.kind == "rerun"_L1)
        return tr("It began when %1 was run again at %2.").arg(shortId(event.node), at);
    if (event.kind == "pin"_L1)
        return tr("It began when the outputs of %1 were pinned or let go at %2.")
            .arg(shortId(event.node), at);
    if (event.kind == "destroy"_L1)
        return tr("It began when %1 was destroyed by hand at %2.").arg(shortId(event.node), at);
    if (event.kind == "provider"_L1)
        return tr("It began with new outputs of %1 at %2.").arg(shortId(event.node), at);
    return {};
}

QString Words::cause(const Cause &cause)
{
    const QString props = QLocale().createSeparatedList(cause.props);
    if (cause.kind == "retry"_L1)
        return tr("Applied again because it was retried.");
    if (cause.kind == "rerun"_L1)
        return tr("Applied again because a person asked for it.");
    if (cause.kind == "restart"_L1)
        return tr(
            "Applied again because the stack was started: this node is made anew at each start.");
    if (cause.sourceNode.isEmpty()) {
        return cause.kind == "created"_L1 || cause.props.isEmpty()
            ? tr("Applied because it was created.")
            : tr("Applied because %1 changed.").arg(props);
    }
    if (cause.kind == "created"_L1) {
        return tr("Applied because it was created when the output %1 of %2 changed.")
            .arg(cause.sourceOutput, shortId(cause.sourceNode));
    }
    return tr("Applied because %1 changed when the output %2 of %3 changed.")
        .arg(props, cause.sourceOutput, shortId(cause.sourceNode));
}

QStringList Words::causes(const QList<Cause> &causes)
{
    QStringList sentences;
    for (const Cause &one : causes)
        sentences.append(cause(one));
    if (!causes.isEmpty()) {
        const QString began = event(causes.last().event);
        if (!began.isEmpty())
            sentences.append(began);
    }
    return sentences;
}

} // namespace creact
