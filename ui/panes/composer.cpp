// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/composer.h"

#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int composerMostLines = 6;

} // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_chooser(new QComboBox)
    , m_edit(new QPlainTextEdit)
    , m_send(makeToolButton(u"sendMessage"_s, u"send"_s, tr("Send message")))
    , m_hint(makeLabel(u"composerHint"_s, TextSize::Small, "muted"))
{
    setObjectName(u"composer"_s);
    m_chooser->setObjectName(u"handlerChooser"_s);
    m_chooser->setAccessibleName(tr("Chat handler"));
    m_edit->setObjectName(u"messageEdit"_s);
    m_edit->setAccessibleName(tr("Message"));
    m_edit->setProperty("role", u"field"_s);
    m_edit->setTabChangesFocus(true);
    m_edit->installEventFilter(this);
    m_send->setIcon(themedIcon(u"send"_s, Tint::Accent));
    m_send->setFixedSize(34, 34);
    m_hint->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(Space::Tiny);
    row->addWidget(m_edit, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Small, Space::Small, Space::Small);
    layout->setSpacing(Space::Tiny);
    layout->addWidget(m_chooser);
    layout->addLayout(row);
    layout->addWidget(m_hint);

    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        fit();
        showState();
    });
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    setHandlers({}, {});
    fit();
}

void Composer::setHandlers(const QStringList &handlers, const QString &reason)
{
    if (handlers != m_handlers) {
        m_handlers = handlers;
        const QString chosen = m_chooser->currentText();
        m_chooser->clear();
        m_chooser->addItems(handlers);
        m_chooser->setCurrentText(chosen);
    }
    m_chooser->setVisible(handlers.size() > 1);
    m_edit->setEnabled(!handlers.isEmpty());
    m_edit->setPlaceholderText(handlers.isEmpty() ? QString() : tr("Ask something"));
    m_hint->setText(handlers.isEmpty() ? reason : tr("Enter sends, Shift+Enter begins a new line"));
    showState();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

QString Composer::handler() const
{
    return m_chooser->currentText();
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::showState()
{
    m_send->setEnabled(!m_handlers.isEmpty() && !text().trimmed().isEmpty());
}

void Composer::send()
{
    const QString message = text().trimmed();
    if (message.isEmpty() || m_handlers.isEmpty())
        return;
    const QString to = handler();
    m_edit->clear();
    Q_EMIT sendRequested(to, message);
}

void Composer::fit()
{
    int lines = 0;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next())
        lines += std::max(1, block.layout() ? block.layout()->lineCount() : 1);
    const int height =
        std::clamp(lines, 1, composerMostLines) * m_edit->fontMetrics().lineSpacing();
    m_edit->setVerticalScrollBarPolicy(lines > composerMostLines ? Qt::ScrollBarAsNeeded
                                                                 : Qt::ScrollBarAlwaysOff);
    m_edit->setFixedHeight(height + 20);
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            send();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace creact
