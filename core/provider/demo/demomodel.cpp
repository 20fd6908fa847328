// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demomodel.h"

#include "core/provider/demo/question.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Searches after which it answers with what it has.
constexpr int maxSearchRounds = 2;
constexpr qsizetype quotedLength = 320;

/// One search of this turn and what came of it.
struct Looked {
    QString query;
    QString result;
};

/// The messages of a request, sorted out.
struct Conversation {
    QStringList questions; ///< the user's, oldest first
    QString current;
    QList<Looked> looked; ///< since the current question, in order
    int rounds = 0;
};

QString textOf(const QJsonValue &content)
{
    QString text = content.toString();
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += part["text"_L1].toString();
    return text;
}

void addCalls(Conversation &conversation, const QJsonArray &calls, QHash<QString, QString> &queries)
{
    for (const QJsonValue &call : calls) {
        const QString arguments = call["function"_L1]["arguments"_L1].toString();
        queries.insert(call["id"_L1].toString(),
                       QJsonDocument::fromJson(arguments.toUtf8())["query"_L1].toString());
    }
    if (!calls.isEmpty())
        ++conversation.rounds;
}

Conversation readConversation(const QJsonArray &messages)
{
    Conversation out;
    QHash<QString, QString> queries;
    for (const QJsonValue &message : messages) {
        const QString role = message["role"_L1].toString();
        if (role == "user"_L1) {
            out.questions += textOf(message["content"_L1]);
            out.looked.clear();
            out.rounds = 0;
        } else if (role == "assistant"_L1) {
            addCalls(out, message["tool_calls"_L1].toArray(), queries);
        } else if (role == "tool"_L1) {
            out.looked.append({queries.value(message["tool_call_id"_L1].toString()),
                               textOf(message["content"_L1])});
        }
    }
    if (!out.questions.isEmpty())
        out.current = out.questions.takeLast();
    return out;
}

/// The tool that searches: one called wikipedia, else one that takes a query.
QString searchTool(const QJsonArray &tools)
{
    QString found;
    for (const QJsonValue &tool : tools) {
        const QJsonValue function = tool["function"_L1];
        const QString name = function["name"_L1].toString();
        if (name == "wikipedia"_L1)
            return name;
        const QJsonObject properties = function["parameters"_L1]["properties"_L1].toObject();
        if (found.isEmpty() && properties.contains("query"_L1))
            found = name;
    }
    return found;
}

bool isFailure(const QString &result)
{
    return result.startsWith("Error:"_L1) || result.startsWith("search failed"_L1);
}

bool isEmptyResult(const QString &result)
{
    return result.startsWith("No results"_L1) || result.trimmed().isEmpty();
}

/// "See also: X" in what was found leads on to X.
QString seeAlso(const QString &result)
{
    static const QRegularExpression pattern(u"\\bSee also: ([^.\\n]+)"_s);
    return pattern.match(result.section(u'\n', 0, 0)).captured(1).trimmed();
}

/// What to search for after these results; nothing when they will do.
QStringList nextQueries(const Conversation &conversation)
{
    QStringList done;
    for (const Looked &look : conversation.looked)
        done += look.query.toLower();
    QStringList next;
    for (const Looked &look : conversation.looked) {
        if (isFailure(look.result))
            continue;
        const QString query =
            isEmptyResult(look.result) ? simplerQuery(look.query) : seeAlso(look.result);
        if (!query.isEmpty() && !done.contains(query.toLower()) && !next.contains(query))
            next += query;
    }
    return next;
}

QString firstSentences(const QString &text)
{
    if (text.size() <= quotedLength)
        return text;
    const QString piece = text.left(quotedLength);
    const qsizetype end = piece.lastIndexOf(u". "_s);
    return end > 60 ? piece.left(end + 1) : piece.left(piece.lastIndexOf(u' ')) + u" …"_s;
}

/// Text of others inside our Markdown: shown, not obeyed.
QString markdownEscaped(const QString &text)
{
    static const QString special = u"\\`*_[]<>#|~"_s;
    QString out;
    for (const QChar c : text) {
        if (special.contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

/// The best line of one result: "Title: text".
QString quoted(const QString &result)
{
    const QString line = result.section(u'\n', 0, 0);
    const qsizetype colon = line.indexOf(u": "_s);
    if (colon <= 0)
        return markdownEscaped(firstSentences(line));
    return u"**%1**: %2"_s.arg(markdownEscaped(line.left(colon)),
                               markdownEscaped(firstSentences(line.mid(colon + 2))));
}

QString answerFromResults(const Conversation &conversation)
{
    QStringList found;
    QStringList failed;
    QStringList missing;
    for (const Looked &look : conversation.looked) {
        if (isFailure(look.result))
            failed += markdownEscaped(look.result);
        else if (isEmptyResult(look.result))
            missing += markdownEscaped(look.query);
        else if (seeAlso(look.result).isEmpty() || conversation.looked.size() == 1)
            found += quoted(look.result);
    }
    found.removeDuplicates();
    failed.removeDuplicates();
    QStringList parts = found;
    if (!failed.isEmpty())
        parts += u"I could not look that up. The tool says: %1"_s.arg(failed.join(u' '));
    if (found.isEmpty() && failed.isEmpty())
        parts += missing.isEmpty()
            ? u"What I found leads nowhere."_s
            : u"The encyclopedia has nothing about \"%1\"."_s.arg(missing.join(u"\", \""_s));
    return parts.join(u"\n\n"_s);
}

QString answerAboutHistory(const Conversation &conversation)
{
    if (conversation.questions.isEmpty())
        return u"This is your first message to me."_s;
    const QString last = markdownEscaped(conversation.questions.last().simplified().left(200));
    const QString before = u"Before this you wrote: \"%1\""_s.arg(last);
    const qsizetype count = conversation.questions.size();
    return count == 1 ? before
                      : u"%1\n\nI can see %2 earlier messages of yours."_s.arg(before).arg(count);
}

QString smallTalkAnswer(Question::Kind kind, const Conversation &conversation)
{
    switch (kind) {
    case Question::Kind::Greeting:
        return u"Hello! Ask me about a person, a place or a piece of science, for example: "
               "Who was Ada Lovelace?"_s;
    case Question::Kind::Thanks:
        return u"You are welcome."_s;
    case Question::Kind::Farewell:
        return u"Goodbye!"_s;
    case Question::Kind::WellBeing:
        return u"I am a set of rules, so I am always the same. What would you like to look up?"_s;
    case Question::Kind::AboutYou:
        return u"I am a demonstration and no language model: I follow rules, look topics up with "
               u"the "
               "tools I am offered, and quote what they find. Set up a real endpoint to talk to a "
               "model."_s;
    case Question::Kind::AboutHistory:
        return answerAboutHistory(conversation);
    case Question::Kind::Topic:
    case Question::Kind::Nothing:
        break;
    }
    return u"I found no question in that."_s;
}

QJsonObject toolCallMessage(const QString &tool, const QStringList &queries, qsizetype used)
{
    QJsonArray calls;
    for (const QString &query : queries) {
        const QJsonDocument arguments(QJsonObject{{u"query"_s, query}});
        calls.append(QJsonObject{
            {u"id"_s, u"call_demo_%1"_s.arg(used + calls.size() + 1)},
            {u"type"_s, u"function"_s},
            {u"function"_s,
             QJsonObject{
                 {u"name"_s, tool},
                 {u"arguments"_s, QString::fromUtf8(arguments.toJson(QJsonDocument::Compact))}}}});
    }
    return {{u"role"_s, u"assistant"_s}, {u"content"_s, QJsonValue()}, {u"tool_calls"_s, calls}};
}

QJsonObject textMessage(const QString &text)
{
    return {{u"role"_s, u"assistant"_s},
            {u"content"_s, u"%1\n\n%2"_s.arg(text, DemoModel::label())}};
}

QJsonObject messageFor(const QJsonObject &request)
{
    const Conversation conversation = readConversation(request.value("messages"_L1).toArray());
    const QString tool = searchTool(request.value("tools"_L1).toArray());
    const qsizetype used = conversation.looked.size();
    if (used > 0) {
        const QStringList next = nextQueries(conversation);
        const bool goOn =
            !tool.isEmpty() && conversation.rounds < maxSearchRounds && !next.isEmpty();
        return goOn ? toolCallMessage(tool, next, used)
                    : textMessage(answerFromResults(conversation));
    }
    const Question question = understand(conversation.current, conversation.questions);
    if (question.kind != Question::Kind::Topic)
        return textMessage(smallTalkAnswer(question.kind, conversation));
    if (tool.isEmpty())
        return textMessage(
            u"I know nothing by myself, and I was offered no tool to look up \"%1\"."_s.arg(
                markdownEscaped(question.topics.join(u"\", \""_s))));
    return toolCallMessage(tool, question.topics, used);
}

/// About four letters a token: near enough to show how counts look.
qint64 roughTokens(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).size() / 4 + 1;
}

} // namespace

QString DemoModel::label()
{
    return u"— demo model, offline encyclopedia"_s;
}

QString DemoModel::name()
{
    return u"creact-demo"_s;
}

QJsonObject DemoModel::answer(const QJsonObject &request)
{
    const QJsonObject message = messageFor(request);
    const bool calls = message.contains("tool_calls"_L1);
    const qint64 asked = roughTokens(request.value("messages"_L1));
    const qint64 said = roughTokens(message);
    const QJsonObject choice{{u"index"_s, 0},
                             {u"message"_s, message},
                             {u"finish_reason"_s, calls ? u"tool_calls"_s : u"stop"_s}};
    return {{u"id"_s, u"chatcmpl-demo"_s},
            {u"object"_s, u"chat.completion"_s},
            {u"created"_s, 0},
            {u"model"_s, name()},
            {u"system_fingerprint"_s, name()},
            {u"choices"_s, QJsonArray{choice}},
            {u"usage"_s,
             QJsonObject{{u"prompt_tokens"_s, asked},
                         {u"completion_tokens"_s, said},
                         {u"total_tokens"_s, asked + said}}}};
}

} // namespace creact
