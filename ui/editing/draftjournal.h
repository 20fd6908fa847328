// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/textedit.h"

#include <QFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

class QLockFile;

namespace creact {

/// Unsaved work that a window which ended without closing has left behind.
struct FoundDraft {
    QString documentPath;
    /// SHA-256 of the file that it began with.
    QByteArray baseHash;
    QByteArray baseText;
    /// What it had become.
    QByteArray text;
    /// Milliseconds since 1970: when it was edited last.
    qint64 editedAt = 0;
};

/// Keeps the edits of one document in a file of their own, so that unsaved work survives the end of
/// the process. Append-only: a header line with the text that it began with, then a line for each
/// change, each with a checksum. Every line is handed to the system at once (a killed process loses
/// nothing) and synced about a second later (a power cut loses a second); a torn end is dropped
/// when it is read. The file is there only while there is unsaved work.
///
/// Each open document has a file to itself, held by a lock file beside it: two windows with the
/// same document do not meet. Files that nobody holds are what dead windows left: found().
class DraftJournal : public QObject {
    Q_OBJECT
public:
    explicit DraftJournal(QString folder, QObject *parent = nullptr);
    /// As after a crash: what is unsaved stays, unless close() came first.
    ~DraftJournal() override;

    /// Begins with a document as its file holds it.
    void open(const QString &documentPath, const QByteArray &bytes, const QByteArray &text);
    /// Edits were made, and this is the text that they left.
    void append(const TextEdits &edits, const QByteArray &text);
    /// The file holds this now, and there is nothing unsaved.
    void setSaved(const QByteArray &bytes, const QByteArray &text);
    /// Lets the unsaved work go, and the lock. What was found stays until it was answered.
    void close();
    /// Lets the lock go: what is unsaved will be found.
    void leave();

    const std::optional<FoundDraft> &found() const { return m_found; }
    /// It was restored, or is not wanted.
    void discardFound();
    /// Of the file in use; for tests.
    QString fileName() const { return m_file.fileName(); }

    /// What a journal file tells; nothing when it has no whole header.
    static std::optional<FoundDraft> read(const QString &fileName);
    /// Where drafts are kept unless a test says otherwise.
    static QString defaultFolder();

private:
    struct Slot;
    std::unique_ptr<Slot> takeSlot(const QString &documentPath, bool used);
    void begin(const QByteArray &text);
    void write(const QByteArray &line);
    void sync();
    void removeFile();

    QString m_folder;
    QString m_documentPath;
    QByteArray m_baseHash;
    QByteArray m_baseText;
    std::unique_ptr<Slot> m_slot;
    std::unique_ptr<Slot> m_foundSlot;
    std::optional<FoundDraft> m_found;
    QFile m_file;
    QTimer m_syncing;
};

} // namespace creact
