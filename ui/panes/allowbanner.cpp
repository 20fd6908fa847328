// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/allowbanner.h"

#include "ui/controllers/allowsettings.h"
#include "ui/controllers/stackcontroller.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace creact {

using namespace Qt::StringLiterals;

AllowBanner::AllowBanner(StackController &controller, QWidget *parent)
    : Banner(u"allowBanner"_s, Buttons::Below, parent)
    , m_controller(controller)
{
    hide();
    connect(controller.allowed(), &AllowSettings::changed, this, &AllowBanner::showAllowed);
    connect(&controller, &StackController::infoChanged, this, &AllowBanner::showAllowed);
    connect(this, &Banner::actionTriggered, this, &AllowBanner::allow);
    connect(this, &Banner::secondActionTriggered, this, &AllowBanner::takeBack);
}

void AllowBanner::setRow(const TreeRow &row)
{
    const bool files = row.title == "ReadFile"_L1 || row.title == "WriteFile"_L1;
    m_about = row.elementKind != Element::Kind::Construct ? About::Nothing
        : row.title == "RunCommand"_L1                    ? About::Commands
        : files                                           ? About::Folders
                                                          : About::Nothing;
    showAllowed();
}

void AllowBanner::showAllowed()
{
    setVisible(m_about != About::Nothing && !m_controller.path().isEmpty());
    if (m_about == About::Commands)
        showCommands();
    else if (m_about == About::Folders)
        showFolders();
}

QString AllowBanner::when() const
{
    return m_controller.active() ? tr("A change counts from the next start of the stack on.")
                                 : QString();
}

void AllowBanner::showCommands()
{
    const bool allowed = m_controller.allowed()->commands(m_controller.path());
    const QString text = allowed
        ? tr("Allowed on this computer, for the document at this place.")
        : tr("A command can do whatever you can. Allow it for a stack that you know.");
    setContent(allowed ? Tone::Info : Tone::Warning,
               allowed ? tr("This stack may run commands") : tr("This stack may not run commands"),
               u"%1 %2"_s.arg(text, when()).trimmed(), allowed ? QString() : tr("Allow commands"));
    setSecondAction(allowed ? tr("Take back") : QString());
}

void AllowBanner::showFolders()
{
    QStringList folders = m_controller.allowed()->folders(m_controller.path());
    for (QString &folder : folders)
        folder = QDir::toNativeSeparators(folder);
    setContent(Tone::Info,
               folders.isEmpty() ? tr("Files in the folder of the document only")
                                 : tr("Files in the folder of the document, and in:"),
               u"%1\n%2"_s.arg(folders.join(u'\n'), when()).trimmed(), tr("Allow a folder…"));
    setSecondAction(folders.isEmpty() ? QString() : tr("Take back"));
}

void AllowBanner::allow()
{
    if (m_about == About::Commands)
        m_controller.allowed()->setCommands(m_controller.path(), true);
    else
        chooseFolder();
}

void AllowBanner::takeBack()
{
    if (m_about == About::Commands)
        m_controller.allowed()->setCommands(m_controller.path(), false);
    else
        m_controller.allowed()->setFolders(m_controller.path(), {});
}

void AllowBanner::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder that the stack may use"));
    dialog->setObjectName(u"allowFolderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    // For the document that it was asked for.
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, document = m_controller.path()](const QString &folder) {
                AllowSettings *allowed = m_controller.allowed();
                allowed->setFolders(document, allowed->folders(document) + QStringList{folder});
            });
    dialog->open();
}

} // namespace creact
