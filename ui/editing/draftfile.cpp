// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/draftfile.h"

#include <QCryptographicHash>
#include <QPointer>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

DraftFile::DraftFile(Engine &engine, StackDraft &draft, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_draft(draft)
    , m_journal(std::make_unique<DraftJournal>(QString()))
{
    connect(&m_draft, &StackDraft::loaded, this, &DraftFile::onLoaded);
    connect(&m_draft, &StackDraft::cleared, this, [this] {
        m_watch.setPath({});
        m_journal->leave();
        m_reverting = false;
        m_refused = {};
        setOutside(Outside::Same);
    });
    connect(&m_draft, &StackDraft::textChanged, this,
            [this](const TextEdits &edits) { m_journal->append(edits, m_draft.text()); });
    connect(&m_watch, &FileWatch::read, this, &DraftFile::onRead);
}

void DraftFile::setDraftsFolder(const QString &folder)
{
    m_journal = std::make_unique<DraftJournal>(folder);
}

void DraftFile::onLoaded()
{
    m_watch.setPath(m_draft.path());
    m_journal->open(m_draft.path(), m_draft.savedBytes(), m_draft.text());
    if (found())
        Q_EMIT matterChanged();
}

// --- save

void DraftFile::save(Done<void> done)
{
    if (m_saving)
        return done(Error{ErrorCode::Cancelled, tr("It is being saved already."), {}, {}});
    if (m_draft.path().isEmpty() || (!m_draft.isModified() && m_outside != Outside::Deleted))
        return done({});
    SaveRequest request{m_draft.path(), m_draft.bytes(), m_draft.savedBytes()};
    if (m_outside == Outside::Deleted)
        request.expected.reset();
    m_saving = true;
    m_engine.saveDocument(
        request,
        [guard = QPointer(this), request, done = std::move(done)](const Result<void> &result) {
            if (!guard)
                return;
            guard->m_saving = false;
            if (!result && result.error().code == ErrorCode::AlreadyExists)
                return guard->onRefused(result.error(), done);
            if (result)
                guard->onWritten(request.path, request.text);
            done(result);
        });
}

// What the others wrote is read first: it is what the person is asked about.
void DraftFile::onRefused(const Error &error, const Done<void> &done)
{
    m_refused = [error, done] { done(error); };
    m_watch.look();
}

void DraftFile::saveAs(const QString &path, Done<void> done)
{
    if (m_saving)
        return done(Error{ErrorCode::Cancelled, tr("It is being saved already."), {}, {}});
    m_saving = true;
    const SaveRequest request{path, m_draft.bytes(), {}};
    m_engine.saveDocument(
        request,
        [guard = QPointer(this), request, done = std::move(done)](const Result<void> &result) {
            if (!guard)
                return;
            guard->m_saving = false;
            if (result) {
                guard->m_journal->close();
                guard->m_draft.setPath(request.path);
                guard->m_journal->open(request.path, request.text, normalizedText(request.text));
                guard->onWritten(request.path, request.text);
            }
            done(result);
        });
}

// What was typed while it was written is unsaved still.
void DraftFile::onWritten(const QString &path, const QByteArray &bytes)
{
    if (path != m_draft.path())
        return;
    m_draft.setSaved(bytes);
    m_journal->setSaved(bytes, m_draft.savedText());
    if (m_draft.isModified())
        m_journal->append({}, m_draft.text());
    setOutside(Outside::Same);
    // It is another file now.
    m_watch.setPath(path);
    Q_EMIT saved();
}

void DraftFile::discard()
{
    m_journal->close();
}

// --- others

void DraftFile::onRead(const Result<QByteArray> &bytes)
{
    const std::function<void()> refused = std::exchange(m_refused, {});
    const bool reverting = std::exchange(m_reverting, false);
    if (!m_saving && !m_draft.path().isEmpty())
        compare(bytes, reverting, bool(refused));
    if (refused)
        refused();
}

void DraftFile::compare(const Result<QByteArray> &bytes, bool reverting, bool refused)
{
    if (!bytes) {
        if (bytes.error().code == ErrorCode::NotFound)
            setOutside(Outside::Deleted);
    } else if (*bytes == m_draft.savedBytes() && !(reverting && m_draft.isModified())) {
        setOutside(Outside::Same);
    } else if (*bytes == m_draft.bytes()) {
        m_draft.setSaved(*bytes);
        m_journal->setSaved(*bytes, m_draft.savedText());
        setOutside(Outside::Same);
    } else if (reverting || !m_draft.isModified()) {
        take(*bytes);
    } else {
        const bool notSaved = refused || m_outside == Outside::NotSaved;
        setOutside(notSaved ? Outside::NotSaved : Outside::Changed, *bytes);
    }
}

void DraftFile::setRead(const QByteArray &bytes)
{
    onRead(bytes);
}

void DraftFile::take(const QByteArray &bytes)
{
    // The journal goes on from the file: nothing of this is unsaved.
    m_journal->setSaved(bytes, normalizedText(bytes));
    if (!m_draft.reload(tr("reload", "undo step"), bytes))
        return Q_EMIT reopenRequested();
    setOutside(Outside::Same);
    Q_EMIT reloaded();
}

QByteArray DraftFile::theirText() const
{
    return normalizedText(m_theirs);
}

void DraftFile::takeTheirs()
{
    if (m_outside == Outside::Changed || m_outside == Outside::NotSaved)
        take(m_theirs);
}

void DraftFile::keepMine()
{
    if (m_outside != Outside::Changed && m_outside != Outside::NotSaved)
        return;
    m_draft.setSaved(m_theirs);
    m_journal->setSaved(m_theirs, m_draft.savedText());
    m_journal->append({}, m_draft.text());
    setOutside(Outside::Same);
}

void DraftFile::overwrite(Done<void> done)
{
    keepMine();
    save(std::move(done));
}

void DraftFile::revert()
{
    m_reverting = true;
    m_watch.look();
}

void DraftFile::setOutside(Outside outside, const QByteArray &bytes)
{
    if (outside == m_outside && bytes == m_theirs)
        return;
    m_outside = outside;
    m_theirs = bytes;
    Q_EMIT matterChanged();
}

// --- what a window left

const std::optional<FoundDraft> &DraftFile::found() const
{
    return m_journal->found();
}

bool DraftFile::foundFits() const
{
    return found()
        && found()->baseHash
        == QCryptographicHash::hash(m_draft.savedBytes(), QCryptographicHash::Sha256).toHex();
}

void DraftFile::restoreFound()
{
    if (found() && m_draft.replace(tr("restore unsaved changes", "undo step"), found()->text))
        discardFound();
}

void DraftFile::discardFound()
{
    m_journal->discardFound();
    Q_EMIT matterChanged();
}

} // namespace creact
