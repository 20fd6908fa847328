// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QFileDialog;
class QMimeData;
class QWidget;

namespace creact {

class RecentStacks;

/// The ways in which a person names files to a window: dialogs (which nothing waits for), and what
/// is dropped.
class FileChooser : public QObject {
    Q_OBJECT
public:
    FileChooser(RecentStacks &recent, QWidget *window);

    void chooseDocuments();
    void chooseStateFolder();
    /// Where to write the document at `path` anew.
    void chooseTarget(const QString &path);
    /// Documents and folders; nothing when there is anything else among them.
    static QStringList dropped(const QMimeData *mime);

Q_SIGNALS:
    void chosen(const QStringList &paths);
    void targetChosen(const QString &path);

private:
    QFileDialog *makeDialog(const QString &name, const QString &title);

    RecentStacks &m_recent;
    QWidget *m_window;
};

} // namespace creact
