// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/chosenedits.h"

#include "ui/panes/widgets.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
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

SuggestedEdit::SuggestedEdit(Mode mode, const QStringList &suggestions, QWidget *parent)
    : LineEdit(mode, parent)
    , m_suggestions(suggestions)
{
    if (m_suggestions.isEmpty())
        return;
    m_open = line()->addAction(themedIcon(u"chevron-down"_s), QLineEdit::TrailingPosition);
    m_open->setToolTip(tr("Choose one"));
    connect(m_open, &QAction::triggered, this, &SuggestedEdit::suggest);
    line()->installEventFilter(this);
}

void SuggestedEdit::setReadOnly(bool readOnly)
{
    LineEdit::setReadOnly(readOnly);
    if (m_open)
        m_open->setEnabled(!readOnly);
}

void SuggestedEdit::suggest()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"suggestions"_s);
    menu->setMinimumWidth(line()->width());
    for (const QString &suggestion : m_suggestions) {
        QAction *action = menu->addAction(QString(suggestion).replace(u'&', "&&"_L1));
        connect(action, &QAction::triggered, this, [this, suggestion] { enter(suggestion); });
    }
    menu->popup(line()->mapToGlobal(QPoint(0, line()->height() + 2)));
}

bool SuggestedEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down
        && !line()->isReadOnly()) {
        suggest();
        return true;
    }
    return LineEdit::eventFilter(watched, event);
}

} // namespace creact
