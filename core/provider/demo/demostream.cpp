// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demostream.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Each with the spaces that follow it.
QStringList streamedWordsOf(const QString &text)
{
    QStringList words;
    qsizetype start = 0;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i - 1).isSpace() && !text.at(i).isSpace()) {
            words.append(text.mid(start, i - start));
            start = i;
        }
    }
    if (start < text.size())
        words.append(text.mid(start));
    return words;
}

class DemoChunks {
public:
    explicit DemoChunks(const QJsonObject &answer)
    {
        for (const auto name : {"id"_L1, "created"_L1, "model"_L1, "system_fingerprint"_L1})
            m_chunk.insert(name, answer.value(name));
        m_chunk.insert("object"_L1, u"chat.completion.chunk"_s);
    }
    void delta(const QJsonObject &delta, const QJsonValue &finishReason = QJsonValue::Null)
    {
        add("choices"_L1,
            QJsonArray{QJsonObject{
                {u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, finishReason}}});
    }
    void call(int index, const QJsonObject &call)
    {
        QJsonObject function = call.value("function"_L1).toObject();
        const QJsonValue arguments = function.take("arguments"_L1);
        function.insert("arguments"_L1, QString());
        QJsonObject first = call;
        first.insert("index"_L1, index);
        first.insert("function"_L1, function);
        delta({{u"tool_calls"_s, QJsonArray{first}}});
        const QJsonObject rest{{u"index"_s, index},
                               {u"function"_s, QJsonObject{{u"arguments"_s, arguments}}}};
        delta({{u"tool_calls"_s, QJsonArray{rest}}});
    }
    void usage(const QJsonValue &usage)
    {
        m_chunk.insert("usage"_L1, usage);
        add("choices"_L1, QJsonArray());
    }
    QList<QByteArray> done() const { return m_events + QList<QByteArray>{"data: [DONE]\n\n"}; }

private:
    void add(QLatin1StringView name, const QJsonValue &value)
    {
        m_chunk.insert(name, value);
        m_events.append("data: " + QJsonDocument(m_chunk).toJson(QJsonDocument::Compact) + "\n\n");
    }

    QJsonObject m_chunk;
    QList<QByteArray> m_events;
};

} // namespace

QList<QByteArray> demoStream(const QJsonObject &answer, bool usage)
{
    const QJsonObject choice = answer.value("choices"_L1).toArray().first().toObject();
    const QJsonObject message = choice.value("message"_L1).toObject();
    DemoChunks chunks(answer);
    chunks.delta({{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}});
    const QStringList words = streamedWordsOf(message.value("content"_L1).toString());
    for (const QString &word : words)
        chunks.delta({{u"content"_s, word}});
    const QJsonArray calls = message.value("tool_calls"_L1).toArray();
    for (qsizetype i = 0; i < calls.size(); ++i)
        chunks.call(int(i), calls.at(i).toObject());
    chunks.delta({}, choice.value("finish_reason"_L1));
    if (usage)
        chunks.usage(answer.value("usage"_L1));
    return chunks.done();
}

} // namespace creact
