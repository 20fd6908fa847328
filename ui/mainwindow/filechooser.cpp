// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/filechooser.h"

#include "ui/controllers/recentstacks.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString documentSuffix = u".stack.json"_s;

} // namespace

FileChooser::FileChooser(RecentStacks &recent, QWidget *window)
    : QObject(window)
    , m_recent(recent)
    , m_window(window)
{
}

QFileDialog *FileChooser::makeDialog(const QString &name, const QString &title)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList recent = m_recent.paths();
    if (!recent.isEmpty())
        dialog->setDirectory(QFileInfo(recent.first()).path());
    return dialog;
}

void FileChooser::chooseDocuments()
{
    QFileDialog *dialog = makeDialog(u"openDialog"_s, tr("Open stacks"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Stack documents (*.stack.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &FileChooser::chosen);
    dialog->open();
}

void FileChooser::chooseStateFolder()
{
    QFileDialog *dialog = makeDialog(u"stateFolderDialog"_s, tr("Open a state folder"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    // .creact-state is one.
    dialog->setFilter(dialog->filter() | QDir::Hidden);
    connect(dialog, &QFileDialog::filesSelected, this, &FileChooser::chosen);
    dialog->open();
}

void FileChooser::chooseTarget(const QString &path)
{
    QFileDialog *dialog = makeDialog(u"saveAsDialog"_s, tr("Save the stack as"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Stack documents (*.stack.json)"), tr("All files (*)")});
    dialog->setDirectory(QFileInfo(path).path());
    dialog->selectFile(QFileInfo(path).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &target) {
        const bool named = QFileInfo(target).fileName().contains(u'.');
        Q_EMIT targetChosen(named ? target : target + documentSuffix);
    });
    dialog->open();
}

QStringList FileChooser::dropped(const QMimeData *mime)
{
    QStringList paths;
    const QList<QUrl> urls = mime->urls();
    for (const QUrl &url : urls) {
        const QString path = url.toLocalFile();
        if (!path.endsWith(documentSuffix) && (path.isEmpty() || !QFileInfo(path).isDir()))
            return {};
        paths.append(path);
    }
    return paths;
}

} // namespace creact
