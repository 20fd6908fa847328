// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/question.h"

#include <QList>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QRegularExpression rule(const QString &pattern)
{
    return QRegularExpression(pattern,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::UseUnicodePropertiesOption);
}

struct SmallTalk {
    Question::Kind kind;
    QRegularExpression pattern;
};

const QList<SmallTalk> &smallTalk()
{
    using Kind = Question::Kind;
    static const QList<SmallTalk> rules{
        {Kind::AboutHistory,
         rule(u"\\b(what|which)\\b.*\\b(did|have) i\\b.*\\b(ask|asked|say|said|write|told|tell)\\b"
              "|\\b(was|welche frage)\\b.*\\bhabe ich\\b.*\\b(gefragt|gesagt|gestellt)\\b"_s)},
        {Kind::WellBeing,
         rule(u"^(hi|hello|hey|hallo)?[ ,!]*(how are you|how do you do|wie geht)\\b.*$"_s)},
        {Kind::AboutYou,
         rule(u"^(who are you|what are you|what can you do|what do you do|are you (real|a "
              u"model)\\b.*"
              "|wer bist du|was kannst du)$"_s)},
        {Kind::Greeting,
         rule(u"^(hi|hello|hey|howdy|hallo|moin|servus|guten (tag|morgen|abend)"
              "|good (morning|evening|afternoon|day))( there| everyone| you| all)?$"_s)},
        {Kind::Thanks, rule(u"^(many )?(thanks?|thank you|danke|vielen dank|cheers)\\b.{0,30}$"_s)},
        {Kind::Farewell,
         rule(u"^(bye|goodbye|good bye|see you|tschüss|auf wiedersehen)\\b.{0,20}$"_s)},
    };
    return rules;
}

/// Each turns a part of the question away, in this order; what is left is the topic.
const QList<QRegularExpression> &wrappings()
{
    static const QList<QRegularExpression> rules{
        rule(u"^(hi|hello|hey|hallo|please|bitte)\\b[ ,!.]*"_s),
        rule(u"^(can|could|would|will|kannst) (you|du) (please )?"_s),
        rule(u"^(please |bitte )"_s),
        rule(u"^(i('d| would) like to know|i want to know|do you know( anything| something)?) "_s),
        rule(
            u"^(tell me|explain( to me)?|describe|define|erzähl(e)? mir|erklär(e)? mir)"
            "( (more|something|everything|mehr|etwas))?( (about|von|über|on))?( what| who| who was)? "_s),
        rule(u"^(search|look|google|such(e)?)( (for|up|nach|in wikipedia for|wikipedia for))? "_s),
        rule(u"^(what|which) (do you know|can you tell me|is known) about "_s),
        rule(
            u"^(who|what|where|when|why|how|which|whose|wer|was|wo|wann|warum|wie|welche[rs]?)"
            "( (much|many|old|big|tall|far|long|deep|high|hoch|alt|groß))?"
            "( "
            "(was|is|were|are|am|did|does|do|has|have|had|can|could|war|ist|sind|waren|hat|wurde))?"
            "( (so|the|a|an|der|die|das|ein|eine)(?= ))? "_s),
        rule(u"^(is|was|are|were|did|does|do|has|have) (the |a |an )?"_s),
        rule(u"^(about|the|a|an|der|die|das) "_s),
        rule(u"^(capital|meaning|definition|history|life|story|biography|inventor|discoverer) "
             u"(of|von) "
             "(the )?"_s),
    };
    return rules;
}

/// What follows the topic in "When was X born".
const QRegularExpression &trailing()
{
    static const QRegularExpression pattern =
        rule(u"( (was|is|were|are))?( "
             u"(famous|known|born|die|died|live|lived|work|located|built|discovered"
             "|invented|discover|invent|mean|made|founded|geboren|gestorben|do|like|look like"
             "|important))( (for|in|of|from|now|to))*$"_s);
    return pattern;
}

QString trimmedQuestion(const QString &text)
{
    static const QRegularExpression ends(u"^[\\s\"'“”„«»]+|[\\s?!.…,;:\"'“”«»]+$"_s);
    static const QRegularExpression plea = rule(u",? (please|bitte)$"_s);
    return text.simplified().remove(ends).remove(plea);
}

QString topicOf(const QString &part)
{
    static const QRegularExpression possessive(u"['’]s\\b.*$"_s);
    QString topic = trimmedQuestion(part);
    for (const QRegularExpression &wrapping : wrappings())
        topic.remove(wrapping);
    topic.remove(trailing());
    const QString whole = topic;
    topic.remove(possessive);
    topic = trimmedQuestion(topic);
    return topic.isEmpty() ? trimmedQuestion(whole) : topic;
}

/// "Compare X and Y", "the difference between X and Y", "Who was X and who was Y".
QStringList twoParts(const QString &text)
{
    static const std::array rules{
        rule(
            u"^(?:please |can you |could you )*(?:compare|vergleiche?) (.+?) (?:and|with|to|und|mit|vs\\.?|versus) (.+)$"_s),
        rule(
            u"\\b(?:difference|differences|relation|unterschied)s? (?:between|zwischen) (.+?) (?:and|und) (.+)$"_s),
        rule(u"^(.+?),? (?:and|und) ((?:who|what|where|when|wer|was|wo|wann) .+)$"_s),
        rule(u"^(.+) (?:vs\\.?|versus) (.+)$"_s),
    };
    for (const QRegularExpression &pattern : rules) {
        const QRegularExpressionMatch match = pattern.match(text);
        if (match.hasMatch())
            return {match.captured(1), match.captured(2)};
    }
    return {text};
}

bool isPronoun(const QString &topic)
{
    static const QSet<QString> pronouns{u"he"_s,   u"she"_s, u"it"_s,   u"they"_s,
                                        u"him"_s,  u"her"_s, u"them"_s, u"that"_s,
                                        u"this"_s, u"er"_s,  u"sie"_s,  u"es"_s};
    return pronouns.contains(topic.section(u' ', 0, 0).toLower());
}

QStringList topicsOf(const QString &text)
{
    QStringList topics;
    for (const QString &part : twoParts(text)) {
        const QString topic = topicOf(part);
        if (!topic.isEmpty())
            topics += topic;
    }
    topics.removeDuplicates();
    return topics;
}

QStringList earlierTopics(const QStringList &earlier)
{
    for (auto it = earlier.crbegin(); it != earlier.crend(); ++it) {
        const Question question = understand(*it);
        if (question.kind == Question::Kind::Topic && !isPronoun(question.topics.first()))
            return question.topics;
    }
    return {};
}

} // namespace

Question understand(const QString &text, const QStringList &earlier)
{
    static const QRegularExpression letter(u"[\\p{L}\\p{N}]"_s);
    const QString plain = trimmedQuestion(text);
    if (!plain.contains(letter))
        return {};
    for (const SmallTalk &talk : smallTalk()) {
        if (talk.pattern.match(plain).hasMatch())
            return {talk.kind, {}};
    }
    QStringList topics = topicsOf(plain);
    if (topics.isEmpty())
        topics = {plain};
    if (isPronoun(topics.first())) {
        const QStringList before = earlierTopics(earlier);
        if (!before.isEmpty())
            topics = before.first(1);
    }
    for (QString &topic : topics)
        topic.truncate(120);
    return {Question::Kind::Topic, topics};
}

QString simplerQuery(const QString &query)
{
    static const QRegularExpression capitals(
        u"\\p{Lu}[\\p{L}\\p{N}'’-]*(?: \\p{Lu}[\\p{L}\\p{N}'’-]*)*"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QString best;
    QRegularExpressionMatchIterator it = capitals.globalMatch(query);
    while (it.hasNext()) {
        const QString run = it.next().captured();
        if (run.size() > best.size())
            best = run;
    }
    if (best.isEmpty() || best == query) {
        const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            return {};
        best =
            *std::max_element(words.begin(), words.end(), [](const QString &a, const QString &b) {
                return a.size() < b.size();
            });
    }
    return best == query ? QString() : best;
}

} // namespace creact
