// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/chosenedits.h"

#include "ui/panes/widgets.h"

#include <QDir>
#include <QFileDialog>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

PathEdit::PathEdit(bool folder, const QString &base, QWidget *parent)
    : LineEdit(Mode::Text, parent)
    , m_folder(folder)
    , m_base(base)
    , m_browse(makeToolButton(u"browse"_s, u"open"_s,
                              folder ? tr("Choose a folder…") : tr("Choose a file…")))
{
    addBeside(m_browse);
    connect(m_browse, &QToolButton::clicked, this, &PathEdit::browse);
}

void PathEdit::setReadOnly(bool readOnly)
{
    LineEdit::setReadOnly(readOnly);
    m_browse->setEnabled(!readOnly);
}

void PathEdit::browse()
{
    auto *dialog = new QFileDialog(this, m_browse->toolTip(), m_base);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(m_folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PathEdit::take);
    dialog->open();
}

void PathEdit::take(const QString &path)
{
    const QString relative = m_base.isEmpty() ? path : QDir(m_base).relativeFilePath(path);
    enter(relative.startsWith(".."_L1) ? path : relative);
}

} // namespace creact
