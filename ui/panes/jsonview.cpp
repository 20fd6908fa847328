// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/jsonview.h"

#include "ui/models/words.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

JsonView::JsonView(QWidget *parent)
    : QWidget(parent)
    , m_path(makeLabel(u"valuePath"_s, TextSize::Small, "muted"))
    , m_expression(makeLabel(u"valueExpression"_s, TextSize::Small))
    , m_text(new QPlainTextEdit)
{
    m_path->setFont(monoFont(TextSize::Small));
    m_expression->setFont(monoFont(TextSize::Small));
    m_expression->setWordWrap(true);
    m_expression->setForegroundRole(QPalette::Link);
    m_expression->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"valueText"_s);
    m_text->setAccessibleName(tr("Value"));
    m_text->setProperty("role", u"code"_s);
    m_text->setReadOnly(true);
    m_text->setFont(monoFont(TextSize::Small));
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setTabChangesFocus(true);

    auto *copy = makeToolButton(u"copyValue"_s, u"copy"_s, tr("Copy value"));
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });

    auto *head = new QHBoxLayout;
    head->setContentsMargins(Space::Medium, Space::Tiny, Space::Tiny, Space::Tiny);
    head->addWidget(m_path, 1);
    head->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addLayout(head);
    auto *expressionRow = new QHBoxLayout;
    expressionRow->setContentsMargins(Space::Medium, 0, Space::Medium, Space::Small);
    expressionRow->addWidget(m_expression);
    layout->addLayout(expressionRow);
    layout->addWidget(m_text, 1);
    clear();
}

void JsonView::setValue(const QString &path, const QJsonValue &value, const QString &expression)
{
    m_path->setText(path);
    m_expression->setText(expression.isEmpty() ? QString() : u"ƒx  "_s + expression);
    m_expression->setVisible(!expression.isEmpty());
    const QString text = value.isUndefined() ? tr("not there yet") : Words::jsonPretty(value);
    if (text == m_text->toPlainText())
        return;
    const int scroll = m_text->verticalScrollBar()->value();
    m_text->setPlainText(text);
    m_text->verticalScrollBar()->setValue(scroll);
}

void JsonView::clear()
{
    m_path->clear();
    m_expression->hide();
    m_text->clear();
}

} // namespace creact
