// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/writefileconstruct.h"

#include "core/provider/jobs/filewriting.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isSaid(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

bool isAppend(const ApplyJob &job)
{
    return job.prop("mode"_L1).toString() == "append"_L1;
}

QByteArray jsonBytes(const QJsonValue &value, bool inOneLine)
{
    if (value.isObject() && !inOneLine)
        return QJsonDocument(value.toObject()).toJson();
    if (value.isArray() && !inOneLine)
        return QJsonDocument(value.toArray()).toJson();
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).sliced(1)
        + '\n';
}

/// `text` undefined is not there; null json is a value that can be written.
Result<QByteArray> contentOf(const ApplyJob &job)
{
    const QJsonValue text = job.prop("text"_L1);
    const QJsonValue json = job.prop("json"_L1);
    if (isSaid(text) == !json.isUndefined())
        return Error{ErrorCode::InvalidProps,
                     u"A WriteFile needs text or json, one of them."_s,
                     job.nodeId(),
                     {}};
    return isSaid(text) ? text.toString().toUtf8() : jsonBytes(json, isAppend(job));
}

/// What is appended where, so that another append is not taken for this one.
QString printOf(const QString &path, const QByteArray &bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(path.toUtf8() + '\0');
    hash.addData(bytes);
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

WriteFileConstruct::WriteFileConstruct(const ProviderOptions &options)
    : m_options(options)
{
}

ConstructType WriteFileConstruct::type() const
{
    ConstructType type;
    type.name = u"WriteFile"_s;
    type.doc = u"Writes a text or JSON into a file in the document's folder, UTF-8. Folders are "
               "made. The file stays when this node is destroyed."_s;
    type.effect = Effect::Idempotent;
    type.summaryOutput = u"path"_s;
    type.props = {
        {.name = u"path"_s,
         .type = ValueType::String,
         .doc =
             u"Relative to the document, and inside its folder; no name in it begins with a dot."_s,
         .required = true,
         .format = u"file"_s},
        {.name = u"text"_s,
         .type = ValueType::String,
         .doc = u"What to write."_s,
         .format = u"multiline"_s},
        {.name = u"json"_s,
         .doc = u"Instead of text: any value, written as JSON; a line each when appended."_s},
        {.name = u"mode"_s,
         .type = ValueType::String,
         .doc = u"replace: the file has this and nothing else. append: this is added at its end."_s,
         .defaultValue = u"replace"_s,
         .choices = {u"replace"_s, u"append"_s}},
        {.name = u"once"_s,
         .doc = u"An append is not done again while this has the same value, whatever else "
                "changes. Without it, what changes is appended anew."_s},
    };
    type.outputs = {
        {u"path"_s, ValueType::String, u"Where it is: the whole path."_s},
        {u"bytes"_s, ValueType::Integer, u"How many bytes were written."_s},
        {u"writtenAt"_s, ValueType::Integer, u"When, in milliseconds since 1970 (UTC)."_s},
    };
    type.reaches = [](const QJsonObject &props, const QStringList &unknown) {
        return QList<Reach>{
            {Reach::Kind::FileWrite,
             unknown.contains("path"_L1) ? QString() : props.value("path"_L1).toString()}};
    };
    return type;
}

void WriteFileConstruct::materialize(const ApplyJobPtr &job)
{
    const Result<QByteArray> bytes = contentOf(*job);
    if (!bytes)
        return job->fail(bytes.error());
    const Result<QString> path = FilePlaces(m_options).fileToWrite(job->prop("path"_L1).toString());
    if (!path) {
        Error error = path.error();
        error.where = job->nodeId();
        return job->fail(error);
    }
    if (!isAppend(*job))
        return replace(job, *path, *bytes);
    const QJsonValue once = job->prop("once"_L1);
    const ApplyJob::Request &request = job->request();
    if (isSaid(once) && request.previousOutputs && request.store.value("once"_L1) == once)
        return job->succeed({.outputs = *request.previousOutputs});
    enqueue(std::make_shared<Append>(Append{job, *path, *bytes}));
}

void WriteFileConstruct::replace(const ApplyJobPtr &job, const QString &path,
                                 const QByteArray &bytes)
{
    m_worker.run([this, job, path, bytes] {
        return [this, job, path, size = bytes.size(), written = replaceFile(path, bytes)] {
            finish(job, path, size, written);
        };
    });
}

void WriteFileConstruct::enqueue(const AppendPtr &append)
{
    m_appends.push_back(append);
    if (!m_appending)
        beginNext();
}

void WriteFileConstruct::beginNext()
{
    while (!m_appends.empty()) {
        const AppendPtr next = m_appends.front();
        m_appends.pop_front();
        const QString id = next->job->nodeId();
        if (next->job->isCancelled()) {
            next->job->fail({ErrorCode::Cancelled, u"Taken away before it was written."_s, id, {}});
            continue;
        }
        m_appending = true;
        const QJsonObject mark = next->job->request().store.value("mark"_L1).toObject();
        if (mark.value("print"_L1).toString() == printOf(next->path, next->bytes))
            write(next, mark.value("offset"_L1).toInteger());
        else
            measure(next);
        return;
    }
}

void WriteFileConstruct::measure(const AppendPtr &append)
{
    m_worker.run([this, append] {
        return [this, append, length = fileLength(append->path)] { storeMark(append, length); };
    });
}

void WriteFileConstruct::storeMark(const AppendPtr &append, qint64 offset)
{
    QJsonObject store = append->job->request().store;
    store.insert(
        u"mark"_s,
        QJsonObject{{u"offset"_s, offset}, {u"print"_s, printOf(append->path, append->bytes)}});
    host().commit({{append->job->nodeId(), {}, store}}, append->job->request().event,
                  [self = QPointer(this), append](const Result<void> &stored) {
                      if (!self)
                          return;
                      if (stored)
                          return self->write(append, {});
                      append->job->fail(stored.error());
                      self->ended();
                  });
}

void WriteFileConstruct::write(const AppendPtr &append, const std::optional<qint64> &markedAt)
{
    m_worker.run([this, append, markedAt] {
        return [this, append, written = appendToFile(append->path, append->bytes, markedAt)] {
            finish(append->job, append->path, append->bytes.size(), written);
            ended();
        };
    });
}

void WriteFileConstruct::ended()
{
    m_appending = false;
    beginNext();
}

void WriteFileConstruct::finish(const ApplyJobPtr &job, const QString &path, qsizetype bytes,
                                const Result<void> &written)
{
    if (!written)
        return job->fail(written.error());
    ApplyResult result;
    result.outputs = {
        {u"path"_s, path}, {u"bytes"_s, qint64(bytes)}, {u"writtenAt"_s, host().clock().now()}};
    const QJsonValue once = job->prop("once"_L1);
    result.store = isAppend(*job) && isSaid(once) ? QJsonObject{{u"once"_s, once}} : QJsonObject();
    job->succeed(std::move(result));
}

} // namespace creact
