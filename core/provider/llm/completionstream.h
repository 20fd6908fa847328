// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/chat/textdelta.h"
#include "core/provider/llm/ssereader.h"
#include "core/provider/llm/toolcalldeltas.h"

#include <optional>

namespace creact {

/// Puts the answer to a streamed Chat Completions request together, whatever the server makes of
/// streaming. What comes out is the body of the same answer without streaming, so there is one
/// reader for both (readCompletionAnswer()).
///
/// A body that begins with '{' is the whole answer of a server that does not stream. A stream that
/// ends without [DONE] and without finish_reason, though the connection ended as it should, counts
/// with the finish_reason `incomplete`, unless a tool call is not complete: then it is an error (as
/// with the official clients, of which one takes it as it is and one refuses it).
class CompletionStream {
public:
    /// Text that these bytes brought.
    TextDelta append(const QByteArray &bytes);
    /// Nothing more is to be read: [DONE], or the server told an error.
    bool isOver() const { return m_done || m_error; }
    /// The connection ended. The body of a whole answer. ModelFailed, ModelRateLimited,
    /// ModelRejected, ModelUnauthorized: the server told an error in the stream;
    /// ModelAnswerInvalid: it cannot be read, or ended in the middle of a call.
    Result<QByteArray> finish();

    /// For the user interface and the state: the finish_reason of a stream that did not say one.
    static QString incompleteReason();

private:
    enum class Form { Unknown, Events, Whole };

    TextDelta take(const QList<SseEvent> &events);
    void takeData(const QByteArray &data, TextDelta &delta);
    void takeChunk(const QJsonObject &chunk, TextDelta &delta);
    void takeChoice(const QJsonObject &choice, TextDelta &delta);
    static void addText(QString &text, const QString &piece, bool whole, QString &delta);
    void fail(const QJsonValue &told);
    void failUnreadable(const QString &what);
    QJsonObject message() const;

    Form m_form = Form::Unknown;
    QByteArray m_whole;
    SseReader m_reader;
    QString m_content;
    QString m_reasoning;
    QString m_refusal;
    ToolCallDeltas m_calls;
    QString m_finishReason;
    QJsonObject m_usage;
    std::optional<Error> m_error;
    bool m_hasChoice = false;
    bool m_done = false;
};

} // namespace creact
