// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/words.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSet>

namespace creact {

using namespace Qt::StringLiterals;

QString Words::state(NodeState state)
{
    switch (state) {
    case NodeState::Waiting:
        return tr("Waiting");
    case NodeState::Pending:
        return tr("Pending");
    case NodeState::Applying:
        return tr("Applying");
    case NodeState::Deployed:
        return tr("Deployed");
    case NodeState::Failed:
        return tr("Failed");
    case NodeState::Destroying:
        return tr("Destroying");
    }
    return {};
}

QString Words::rowState(const TreeRow &row)
{
    using Kind = TreeRow::Kind;
    if (row.disabled)
        return tr("Disabled", "left out by its author");
    if (row.kind == Kind::Definition || row.kind == Kind::Yield)
        return {};
    if (row.held)
        return tr("Held back");
    if (row.kind == Kind::Inactive)
        return tr("Inactive", "an element whose condition is not met");
    if (row.kind == Kind::Turn)
        return row.state == NodeState::Failed ? tr("Failed") : tr("Finished", "a chat turn");
    const bool flow = row.kind == Kind::Show || row.kind == Kind::For || row.kind == Kind::Item
        || row.kind == Kind::Component || row.kind == Kind::Boundary || row.kind == Kind::Store;
    if (flow && row.state == NodeState::Pending)
        return tr("Closed", "a branch of the tree");
    if (flow && row.state == NodeState::Deployed)
        return row.active ? tr("Open", "a branch of the tree")
                          : tr("Finished", "a branch of the tree");
    return state(row.state);
}

QStringList Words::rowMarks(const TreeRow &row)
{
    QStringList marks;
    if (row.pinned)
        marks.append(tr("Its outputs are pinned: what is pinned is what runs."));
    if (row.held)
        marks.append(tr("Held back: it stays as it is until the next deploy."));
    if (row.planned == "create"_L1)
        marks.append(tr("The next deploy creates it."));
    else if (row.planned == "update"_L1)
        marks.append(tr("The next deploy updates it."));
    else if (row.planned == "delete"_L1)
        marks.append(tr("The next deploy destroys it."));
    else if (row.planned == "blocked"_L1)
        marks.append(tr("The next deploy cannot work it out."));
    else if (!row.planned.isEmpty())
        marks.append(tr("The next deploy applies it again."));
    return marks;
}

QString Words::duration(qint64 ms)
{
    const QLocale locale;
    if (ms < 0)
        return {};
    if (ms == 0)
        return tr("< 1 ms");
    if (ms < 1000)
        return tr("%1 ms").arg(locale.toString(ms));
    if (ms < 60'000)
        return tr("%1 s").arg(locale.toString(double(ms) / 1000.0, 'f', 1));
    return tr("%1 min %2 s").arg(locale.toString(ms / 60'000), locale.toString(ms / 1000 % 60));
}

QString Words::time(qint64 msSinceEpoch)
{
    if (msSinceEpoch <= 0)
        return {};
    const QLocale locale;
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(msSinceEpoch);
    const QString clock = locale.toString(when.time(), u"HH:mm:ss"_s);
    if (when.date() == QDate::currentDate())
        return clock;
    return tr("%1, %2", "date, time")
        .arg(locale.toString(when.date(), QLocale::ShortFormat), clock);
}

QString Words::stackStatus(StackStatus status)
{
    switch (status) {
    case StackStatus::Pending:
        return tr("Pending");
    case StackStatus::Applying:
        return tr("Applying");
    case StackStatus::Deployed:
        return tr("Deployed");
    case StackStatus::Failed:
        return tr("Failed");
    }
    return {};
}

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

QString Words::turnState(const ChatTurn &turn)
{
    switch (turn.state) {
    case ChatTurn::State::Queued:
        return tr("Queued");
    case ChatTurn::State::Running:
        return tr("Working");
    case ChatTurn::State::Answered:
        return tr("Answered");
    case ChatTurn::State::Failed:
        return tr("Failed");
    }
    return {};
}

QString Words::shortId(const QString &nodeId)
{
    return nodeId.section(u'.', -1);
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

QString Words::jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

QString Words::jsonPretty(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return jsonText(value.toObject());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).trimmed();
    return jsonLine(value);
}

QString Words::jsonLine(const QJsonValue &value, int limit)
{
    QString text;
    switch (value.type()) {
    case QJsonValue::Null:
        text = u"null"_s;
        break;
    case QJsonValue::Undefined:
        text = u"undefined"_s;
        break;
    case QJsonValue::Bool:
        text = value.toBool() ? u"true"_s : u"false"_s;
        break;
    case QJsonValue::Double:
        text = QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
        break;
    case QJsonValue::String:
        text = value.toString().left(limit + 1).simplified();
        break;
    case QJsonValue::Array:
        text = QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
        break;
    case QJsonValue::Object:
        text = QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
        break;
    }
    return text.size() > limit ? text.left(limit - 1) + u'…' : text;
}

bool hasUnreadableState(const StackInfo &info)
{
    return info.error
        && (info.error->code == ErrorCode::StateUnreadable
            || info.error->code == ErrorCode::StateNewer);
}

namespace {

/// Of an element that is not there now: what it is all the same.
QString inactiveIcon(TreeRow row)
{
    using Kind = TreeRow::Kind;
    switch (row.elementKind) {
    case Element::Kind::Construct:
        row.kind = Kind::Construct;
        break;
    case Element::Kind::Show:
        row.kind = Kind::Show;
        break;
    case Element::Kind::For:
        row.kind = Kind::For;
        break;
    case Element::Kind::Component:
        row.kind = Kind::Component;
        break;
    case Element::Kind::Yield:
        row.kind = Kind::Yield;
        break;
    case Element::Kind::Store:
        row.kind = Kind::Store;
        break;
    case Element::Kind::Boundary:
        row.kind = Kind::Boundary;
        break;
    }
    return iconOf(row);
}

} // namespace

QString iconOf(const TreeRow &row)
{
    using Kind = TreeRow::Kind;
    static const QHash<QString, QString> constructs{
        {u"HttpServer"_s, u"server"_s},     {u"ChatHandler"_s, u"chat"_s},
        {u"ChatModel"_s, u"model"_s},       {u"Memory"_s, u"memory"_s},
        {u"Message"_s, u"message"_s},       {u"AddMessage"_s, u"message"_s},
        {u"AddMessages"_s, u"message"_s},   {u"Tool"_s, u"tool"_s},
        {u"Completion"_s, u"completion"_s}, {u"ToolExec"_s, u"toolexec"_s},
        {u"ChatResponse"_s, u"reply"_s},    {u"SetStore"_s, u"edit"_s},
    };
    switch (row.kind) {
    case Kind::Construct:
        return constructs.value(row.title, u"cube"_s);
    case Kind::Show:
        return u"show"_s;
    case Kind::For:
        return u"for"_s;
    case Kind::Item:
        return u"item"_s;
    case Kind::Component:
        return u"component"_s;
    case Kind::Store:
        return u"store"_s;
    case Kind::Boundary:
        return u"boundary"_s;
    case Kind::Inactive:
        return inactiveIcon(row);
    case Kind::Turn:
        return u"turn"_s;
    case Kind::Yield:
        return u"yield"_s;
    case Kind::Definition:
        return u"component"_s;
    }
    return u"cube"_s;
}

} // namespace creact
