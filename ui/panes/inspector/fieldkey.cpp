// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The key of a member (a store's value, a yielded one), changed in the place of its label.
#include "ui/panes/inspector/fieldlabel.h"
#include "ui/panes/inspector/fieldrow.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace creact {

using namespace Qt::StringLiterals;

void FieldRow::editKey()
{
    if (!commit())
        return;
    m_keyEdit = new QLineEdit(m_field.label, this);
    m_keyEdit->setObjectName(u"fieldKey"_s);
    m_keyEdit->setAccessibleName(tr("New name of %1").arg(m_field.label));
    m_keyEdit->setFixedWidth(m_label->width());
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->addWidget(m_keyEdit, 0, 0, Qt::AlignTop);
    m_label->hide();
    m_keyEdit->show();
    m_keyEdit->selectAll();
    m_keyEdit->setFocus();
    // Also when the window goes to the back, or another widget takes the focus.
    connect(m_keyEdit, &QLineEdit::editingFinished, this, [this] { endKeyEdit(true); });
}

bool FieldRow::onKeyEditKey(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter && event->key() != Qt::Key_Escape)
        return false;
    endKeyEdit(enter);
    return true;
}

void FieldRow::endKeyEdit(bool take)
{
    QLineEdit *edit = m_keyEdit;
    if (!edit)
        return;
    const QString name = edit->text().trimmed();
    const bool hadFocus = edit == window()->focusWidget();
    m_keyEdit = nullptr;
    m_refusal.clear();
    m_label->show();
    edit->setObjectName(QString());
    edit->hide();
    edit->deleteLater();
    if (take && name != m_field.label) {
        if (const std::optional<Error> error = m_host.rename(m_field, name))
            m_refusal = error->message;
    }
    if (hadFocus)
        editor()->setFocus();
    showError();
}

} // namespace creact
