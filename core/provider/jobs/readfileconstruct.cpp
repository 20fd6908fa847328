// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/readfileconstruct.h"

#include "core/provider/jobs/filereading.h"

#include <QFileInfo>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 defaultReadBytes = 1024 * 1024;
constexpr qint64 mostReadBytes = 16 * 1024 * 1024;
/// A file that is written in pieces is read once.
constexpr std::chrono::milliseconds readPause{100};

} // namespace

ReadFileConstruct::ReadFileConstruct(const ProviderOptions &options)
    : m_options(options)
{
}

ConstructType ReadFileConstruct::type() const
{
    ConstructType type;
    type.name = u"ReadFile"_s;
    type.doc = u"The text of a file in the document's folder: read once for these props, or read "
               "again whenever it changes with watch. A file that is not there is no failure."_s;
    type.effect = Effect::Pure;
    // What is watched has to be watched anew at each start; what is not keeps what it read.
    type.ephemeral = true;
    type.summaryOutput = u"text"_s;
    type.props = {
        {.name = u"path"_s,
         .type = ValueType::String,
         .doc =
             u"Relative to the document, and inside its folder; no name in it begins with a dot."_s,
         .required = true,
         .format = u"file"_s},
        {.name = u"encoding"_s,
         .type = ValueType::String,
         .doc = u"How its bytes become text."_s,
         .defaultValue = u"utf-8"_s,
         .choices = QJsonArray::fromStringList(fileEncodings())},
        {.name = u"maxBytes"_s,
         .type = ValueType::Integer,
         .doc = u"A longer file is an error."_s,
         .defaultValue = defaultReadBytes,
         .minimum = 1,
         .maximum = mostReadBytes},
        {.name = u"watch"_s,
         .type = ValueType::Boolean,
         .doc = u"Read it again when it changes, and at each start."_s,
         .defaultValue = false},
    };
    type.outputs = {
        {u"text"_s, ValueType::String, u"What is in it; null when it is not there."_s},
        {u"bytes"_s, ValueType::Integer, u"How long it is."_s},
        {u"modifiedAt"_s, ValueType::Integer,
         u"When it was changed, in milliseconds since 1970 (UTC); null when it is not there."_s},
        {u"exists"_s, ValueType::Boolean, u"Whether it is there."_s},
    };
    type.reaches = [](const QJsonObject &props, const QStringList &unknown) {
        return QList<Reach>{
            {Reach::Kind::FileRead,
             unknown.contains("path"_L1) ? QString() : props.value("path"_L1).toString()}};
    };
    return type;
}

void ReadFileConstruct::start(ProviderHost &host)
{
    ConstructHandler::start(host);
    m_watcher = std::make_unique<QFileSystemWatcher>();
    for (const auto signal :
         {&QFileSystemWatcher::fileChanged, &QFileSystemWatcher::directoryChanged})
        connect(m_watcher.get(), signal, this, &ReadFileConstruct::changed);
}

void ReadFileConstruct::stop()
{
    m_pause.reset();
    m_watches.clear();
    m_watcher.reset();
}

/// Started again with the props it was read with: the same text, or a turn that goes on after a
/// restart would see another.
bool ReadFileConstruct::isKept(const ApplyJob &job) const
{
    const ApplyJob::Request &request = job.request();
    const bool byHand = request.event.kind == "rerun"_L1 && request.event.node == job.nodeId();
    return request.previousOutputs && request.previousProps == request.props && !byHand
        && !job.prop("watch"_L1).toBool();
}

void ReadFileConstruct::materialize(const ApplyJobPtr &job)
{
    const QString id = job->nodeId();
    unwatch(id);
    if (isKept(*job)) {
        job->succeed({.outputs = *job->request().previousOutputs});
        return;
    }
    const QString asked = job->prop("path"_L1).toString();
    const Result<QString> path = FilePlaces(m_options).file(asked);
    if (!path) {
        Error error = path.error();
        error.where = id;
        job->fail(error);
        return;
    }
    const Source source{asked, *path, job->prop("encoding"_L1).toString(u"utf-8"_s),
                        job->prop("maxBytes"_L1).toInteger(defaultReadBytes)};
    const bool watched = job->prop("watch"_L1).toBool();
    job->onCancel([weak = std::weak_ptr(job), id] {
        if (const ApplyJobPtr one = weak.lock())
            one->fail({ErrorCode::Cancelled, u"The reading was cancelled."_s, id, {}});
    });
    m_worker.run([this, job, id, source, watched] {
        return [this, job, id, source, watched,
                read = readFileOutputs(source.path, source.encoding, source.maxBytes)] {
            if (job->isFinished())
                return;
            if (!read) {
                job->fail(read.error());
                return;
            }
            if (watched)
                watch(id, source, *read);
            job->succeed({.outputs = *read});
        };
    });
}

void ReadFileConstruct::destroy(const NodeRecord &node, Done<void> done)
{
    unwatch(node.id.toString());
    done({});
}

void ReadFileConstruct::watch(const QString &id, const Source &source, const QJsonObject &shown)
{
    if (!m_watcher)
        return;
    m_watches[id] = {source, shown, 0};
    watchPaths();
    // It may have changed since it was read.
    readAgain(id);
}

void ReadFileConstruct::unwatch(const QString &id)
{
    if (m_watches.erase(id) > 0)
        watchPaths();
}

/// The folders too: a file that is replaced, or made, is another file.
void ReadFileConstruct::watchPaths()
{
    if (!m_watcher)
        return;
    QStringList wanted;
    for (const auto &[id, watch] : m_watches) {
        const QFileInfo info(watch.source.path);
        if (info.exists())
            wanted += info.filePath();
        wanted += info.path();
    }
    wanted.removeDuplicates();
    QStringList gone = m_watcher->files() + m_watcher->directories();
    gone.removeIf([&](const QString &path) { return wanted.contains(path); });
    if (!gone.isEmpty())
        m_watcher->removePaths(gone);
    if (!wanted.isEmpty())
        m_watcher->addPaths(wanted);
}

void ReadFileConstruct::changed()
{
    if (m_pause)
        return;
    m_pause = host().clock().callAfter(readPause, [this] {
        const std::unique_ptr<Clock::Timer> calling = std::move(m_pause);
        watchPaths();
        for (const auto &[id, watch] : m_watches)
            readAgain(id);
    });
}

void ReadFileConstruct::readAgain(const QString &id)
{
    Watch &watch = m_watches.at(id);
    const quint64 reading = ++watch.reading;
    const Source source = watch.source;
    const ProviderOptions options = m_options;
    m_worker.run([this, id, reading, source, options] {
        // A link may have been put there since.
        const Result<QString> path = FilePlaces(options).file(source.asked);
        const Result<QJsonObject> read = path
            ? readFileOutputs(*path, source.encoding, source.maxBytes)
            : Result<QJsonObject>(path.error());
        return [this, id, reading, read] {
            const auto it = m_watches.find(id);
            if (it == m_watches.end() || it->second.reading != reading)
                return;
            if (!read) {
                host().audit(u"file_unreadable"_s, id, {{u"error"_s, read.error().toJson()}});
                return;
            }
            if (*read == it->second.shown)
                return;
            it->second.shown = *read;
            Q_EMIT outputsChanged(id, *read);
        };
    });
}

} // namespace creact
