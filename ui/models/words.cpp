// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/words.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

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

bool Words::hasProblem(const TreeRow &row)
{
    const bool node = row.kind == TreeRow::Kind::Construct && !row.nodeId.isEmpty();
    return row.error && row.kind != TreeRow::Kind::Turn
        && (node ? row.state == NodeState::Pending : row.active);
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
    if (hasProblem(row))
        return row.error->code == ErrorCode::InvalidProps
            ? tr("Incomplete", "an element that lacks something")
            : tr("Has a problem", "an element");
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
        {u"Timer"_s, u"clock"_s},           {u"HttpRequest"_s, u"globe"_s},
        {u"ReadFile"_s, u"file"_s},         {u"WriteFile"_s, u"file"_s},
        {u"RunCommand"_s, u"command"_s},
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
