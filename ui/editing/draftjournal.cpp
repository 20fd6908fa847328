// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/draftjournal.h"

#include "ui/editing/drafttext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

#include <unistd.h>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxSlots = 32;
constexpr int syncMs = 1000;
constexpr qsizetype compactAbove = 64 * 1024;
constexpr qsizetype compactFactor = 4;
constexpr qsizetype checksumSize = 8;

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray journalLine(const QJsonObject &object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return sha256(json).first(checksumSize) + ' ' + json + '\n';
}

/// Nothing when the line is torn, or somebody else's.
std::optional<QJsonObject> parsed(const QByteArray &line)
{
    if (!line.endsWith('\n') || line.size() < checksumSize + 2 || line.at(checksumSize) != ' ')
        return {};
    const QByteArray json = line.mid(checksumSize + 1).chopped(1);
    if (sha256(json).first(checksumSize) != line.first(checksumSize))
        return {};
    return QJsonDocument::fromJson(json).object();
}

QByteArray editsLine(const TextEdits &edits)
{
    QJsonArray list;
    for (const TextEdit &edit : edits)
        list.append(QJsonArray{qint64(edit.offset), qint64(edit.removed.size()),
                               stringFromUtf8(edit.inserted)});
    return journalLine({{u"at"_s, QDateTime::currentMSecsSinceEpoch()}, {u"edits"_s, list}});
}

bool replay(const QJsonArray &edits, QByteArray &text)
{
    for (const QJsonValue &each : edits) {
        const qint64 offset = each[0].toInteger(-1);
        const qint64 removed = each[1].toInteger(-1);
        if (offset < 0 || removed < 0 || offset + removed > text.size())
            return false;
        text.replace(offset, removed, each[2].toString().toUtf8());
    }
    return true;
}

} // namespace

/// A file for one open document, held by a lock beside it.
struct DraftJournal::Slot {
    QString fileName;
    QLockFile lock;

    explicit Slot(const QString &name)
        : fileName(name)
        , lock(name + u".lock"_s)
    {
        // Held for as long as its process lives, however long that is.
        lock.setStaleLockTime(0);
    }
};

DraftJournal::DraftJournal(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    m_syncing.setSingleShot(true);
    m_syncing.setInterval(syncMs);
    connect(&m_syncing, &QTimer::timeout, this, &DraftJournal::sync);
}

DraftJournal::~DraftJournal() = default;

QString DraftJournal::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/drafts"_s;
}

// `used`: one that a dead window left. Else one that nobody has written to.
std::unique_ptr<DraftJournal::Slot> DraftJournal::takeSlot(const QString &documentPath, bool used)
{
    const QByteArray hash = sha256(documentPath.toUtf8()).first(24);
    for (int i = 0; i < maxSlots; ++i) {
        const QString name =
            u"%1/%2-%3.draft"_s.arg(m_folder, QString::fromLatin1(hash), QString::number(i));
        if (QFileInfo::exists(name) != used)
            continue;
        auto slot = std::make_unique<Slot>(name);
        // Looked at again under the lock: its window may just have ended in order.
        if (slot->lock.tryLock(0) && QFileInfo::exists(name) == used)
            return slot;
    }
    return {};
}

void DraftJournal::open(const QString &documentPath, const QByteArray &bytes,
                        const QByteArray &text)
{
    leave();
    if (m_folder.isEmpty())
        return;
    m_documentPath = documentPath;
    m_baseHash = sha256(bytes);
    m_baseText = text;
    // Nobody else's business, as the documents may be.
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    while (!m_found && (m_foundSlot = takeSlot(documentPath, true))) {
        m_found = read(m_foundSlot->fileName);
        if (!m_found || m_found->text == text)
            discardFound();
    }
}

void DraftJournal::append(const TextEdits &edits, const QByteArray &text)
{
    if (m_documentPath.isEmpty())
        return;
    if (text == m_baseText) {
        removeFile();
        return;
    }
    const bool outgrown = m_file.size() > compactAbove
        && m_file.size() > compactFactor * (m_baseText.size() + text.size());
    if (m_file.isOpen() && !outgrown)
        write(editsLine(edits));
    else
        begin(text);
}

// Whole or not at all: also when it takes the place of one that has grown.
void DraftJournal::begin(const QByteArray &text)
{
    if (!m_slot)
        m_slot = takeSlot(m_documentPath, false);
    if (!m_slot)
        return;
    QSaveFile file(m_slot->fileName);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(journalLine({{u"creactDraft"_s, 1},
                            {u"path"_s, m_documentPath},
                            {u"sha256"_s, QString::fromLatin1(m_baseHash)},
                            {u"size"_s, qint64(m_baseText.size())},
                            {u"started"_s, QDateTime::currentMSecsSinceEpoch()},
                            {u"pid"_s, QCoreApplication::applicationPid()},
                            {u"base"_s, stringFromUtf8(m_baseText)}}));
    file.write(editsLine({difference(m_baseText, text)}));
    if (!file.commit())
        return;
    m_file.close();
    m_file.setFileName(m_slot->fileName);
    m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

void DraftJournal::write(const QByteArray &line)
{
    m_file.write(line);
    m_file.flush();
    if (!m_syncing.isActive())
        m_syncing.start();
}

// On a thread of its own: a slow disk must not be felt while typing.
void DraftJournal::sync()
{
    const int handle = m_file.isOpen() ? ::dup(m_file.handle()) : -1;
    if (handle < 0)
        return;
    QThreadPool::globalInstance()->start([handle] {
        ::fdatasync(handle);
        ::close(handle);
    });
}

void DraftJournal::setSaved(const QByteArray &bytes, const QByteArray &text)
{
    removeFile();
    m_baseHash = sha256(bytes);
    m_baseText = text;
}

void DraftJournal::removeFile()
{
    m_syncing.stop();
    if (m_file.isOpen())
        m_file.remove();
}

void DraftJournal::close()
{
    removeFile();
    leave();
}

void DraftJournal::leave()
{
    m_syncing.stop();
    m_file.close();
    m_slot.reset();
    m_foundSlot.reset();
    m_found.reset();
    m_documentPath.clear();
}

void DraftJournal::discardFound()
{
    if (m_foundSlot)
        QFile::remove(m_foundSlot->fileName);
    m_foundSlot.reset();
    m_found.reset();
}

std::optional<FoundDraft> DraftJournal::read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const std::optional<QJsonObject> header = parsed(file.readLine());
    if (!header || header->value(u"creactDraft"_s).toInt() != 1)
        return {};
    FoundDraft found;
    found.documentPath = header->value(u"path"_s).toString();
    found.baseHash = header->value(u"sha256"_s).toString().toLatin1();
    found.baseText = header->value(u"base"_s).toString().toUtf8();
    found.editedAt = header->value(u"started"_s).toInteger();
    found.text = found.baseText;
    while (!file.atEnd()) {
        const std::optional<QJsonObject> line = parsed(file.readLine());
        if (!line || !replay(line->value(u"edits"_s).toArray(), found.text))
            break;
        found.editedAt = line->value(u"at"_s).toInteger(found.editedAt);
    }
    return found;
}

} // namespace creact
