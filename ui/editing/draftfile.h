// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editing/draftjournal.h"
#include "ui/editing/filewatch.h"
#include "ui/editing/stackdraft.h"

#include <memory>

namespace creact {

/// A draft and its file: saves it, notices what others do to it, and keeps what is unsaved over the
/// end of the window. Overwrites nothing unasked: of two versions the person chooses.
class DraftFile : public QObject {
    Q_OBJECT
public:
    /// What the file has become behind the draft's back, and waits for an answer.
    enum class Outside {
        Same,
        Changed, ///< others have written it, and the draft is modified
        NotSaved, ///< the same, found out when it was to be saved
        Deleted, ///< it is gone; saving writes it again
    };
    Q_ENUM(Outside)

    DraftFile(Engine &engine, StackDraft &draft, QObject *parent = nullptr);

    /// Where unsaved work is kept; empty (as at first): nowhere.
    void setDraftsFolder(const QString &folder);

    /// Writes the draft. AlreadyExists when the file is another than it was (outside() asks then),
    /// and the Engine's errors; the draft stays modified.
    void save(Done<void> done);
    /// Writes it to another file, whatever that holds, which is the draft's from then on.
    void saveAs(const QString &path, Done<void> done);
    /// Closed on purpose: what is unsaved is let go.
    void discard();

    Outside outside() const { return m_outside; }
    /// The text of the file as others have left it; only while Changed or NotSaved.
    QByteArray theirText() const;
    /// The answers: the file's text in place of the draft's (can be undone), or the draft's, which
    /// the next save writes over the file.
    void takeTheirs();
    void keepMine();
    /// keepMine(), and saves at once.
    void overwrite(Done<void> done);
    /// Reads the file again and takes what it holds, whatever the draft says (can be undone).
    void revert();
    /// The document has been read anew, without a new draft.
    void setRead(const QByteArray &bytes);

    /// Unsaved work of a window that is gone.
    const std::optional<FoundDraft> &found() const;
    /// It began with what the file holds now.
    bool foundFits() const;
    /// As one step that can be undone.
    void restoreFound();
    void discardFound();

Q_SIGNALS:
    /// outside() or found() is another than before.
    void matterChanged();
    /// The file had changed, and the draft took it over.
    void reloaded();
    void saved();
    /// The file or the draft is no text: only opening anew helps.
    void reopenRequested();

private:
    void onLoaded();
    void onRead(const Result<QByteArray> &bytes);
    void onRefused(const Error &error, const Done<void> &done);
    void compare(const Result<QByteArray> &bytes, bool reverting, bool refused);
    void onWritten(const QString &path, const QByteArray &bytes);
    void take(const QByteArray &bytes);
    void setOutside(Outside outside, const QByteArray &bytes = {});

    Engine &m_engine;
    StackDraft &m_draft;
    FileWatch m_watch;
    std::unique_ptr<DraftJournal> m_journal;
    Outside m_outside = Outside::Same;
    QByteArray m_theirs;
    /// Answers a save that was refused, once what stands in the file is known.
    std::function<void()> m_refused;
    bool m_saving = false;
    bool m_reverting = false;
};

} // namespace creact
