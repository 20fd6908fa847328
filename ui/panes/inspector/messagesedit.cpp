// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/messagesedit.h"

#include "ui/panes/inspector/growingtext.h"
#include "ui/panes/inspector/switchbox.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

class MessagesEdit::Line : public QWidget {
public:
    explicit Line(MessagesEdit &all)
        : role(new FlatCombo)
        , content(new GrowingText)
    {
        role->setObjectName(u"messageRole"_s);
        role->setAccessibleName(MessagesEdit::tr("Role"));
        role->addItems({u"system"_s, u"user"_s, u"assistant"_s, u"tool"_s});
        role->setFixedHeight(24);
        content->setObjectName(u"messageContent"_s);
        content->setAccessibleName(MessagesEdit::tr("Content"));
        auto *head = new QHBoxLayout;
        head->setSpacing(0);
        head->addWidget(role);
        head->addStretch();
        addButton(head, u"moveMessageUp"_s, u"expand"_s, MessagesEdit::tr("Move up"),
                  [&all, this] { all.move(this, -1); });
        addButton(head, u"moveMessageDown"_s, u"chevron-down"_s, MessagesEdit::tr("Move down"),
                  [&all, this] { all.move(this, 1); });
        addButton(head, u"removeMessage"_s, u"close"_s, MessagesEdit::tr("Remove message"),
                  [&all, this] { all.remove(this); });
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(2);
        layout->addLayout(head);
        layout->addWidget(content);
        QObject::connect(role, &QComboBox::activated, &all, [&all] {
            Q_EMIT all.edited();
            Q_EMIT all.chosen();
        });
        QObject::connect(content, &QPlainTextEdit::textChanged, &all, &ValueEdit::edited);
    }

    void show(const JsonNode &message, bool readOnly)
    {
        const QSignalBlocker quiet(content);
        const QString name = message.find(u"role"_s)->text;
        int at = role->findText(name);
        if (at < 0) {
            role->addItem(name);
            at = role->count() - 1;
        }
        role->setCurrentIndex(at);
        content->replaceText(message.find(u"content"_s)->text);
        role->setEnabled(!readOnly);
        content->setReadOnly(readOnly);
        for (QToolButton *button : buttons)
            button->setEnabled(!readOnly);
    }

    FlatCombo *role;
    GrowingText *content;
    QList<QToolButton *> buttons;

private:
    template <typename Call>
    void addButton(QHBoxLayout *layout, const QString &name, const QString &icon,
                   const QString &text, Call call)
    {
        QToolButton *button = makeToolButton(name, icon, text);
        button->setIconSize({14, 14});
        QObject::connect(button, &QToolButton::clicked, this, call);
        layout->addWidget(button);
        buttons.append(button);
    }
};

MessagesEdit::MessagesEdit(QWidget *parent)
    : ValueEdit(parent)
    , m_value(JsonNode::array())
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Space::Small);
    QPushButton *add = makeButton(u"addMessage"_s, tr("Add message"), "link");
    connect(add, &QPushButton::clicked, this, &MessagesEdit::add);
    m_foot = add;
    m_layout->addWidget(add, 0, Qt::AlignLeft);
    setFocusProxy(add);
}

bool MessagesEdit::fits(const JsonNode &value)
{
    return value.isArray()
        && std::all_of(value.items.cbegin(), value.items.cend(), [](const JsonNode &each) {
               const JsonNode *role = each.find(u"role"_s);
               const JsonNode *content = each.find(u"content"_s);
               return role && role->isString() && content && content->isString();
           });
}

void MessagesEdit::resize(size_t count)
{
    while (m_lines.size() > count) {
        m_lines.back()->hide();
        m_lines.back()->deleteLater();
        m_lines.pop_back();
    }
    while (m_lines.size() < count) {
        m_lines.push_back(new Line(*this));
        m_layout->insertWidget(int(m_lines.size()) - 1, m_lines.back());
    }
    setFocusProxy(m_lines.empty() ? m_foot : m_lines.front()->content);
}

void MessagesEdit::showMessages()
{
    resize(m_value.items.size());
    for (size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i]->show(m_value.items[i], m_readOnly);
}

void MessagesEdit::setValue(const std::optional<JsonNode> &value)
{
    m_set = value.has_value();
    m_value = value.value_or(JsonNode::array());
    showMessages();
}

std::optional<JsonNode> MessagesEdit::value() const
{
    if (!m_set && m_lines.empty())
        return {};
    JsonNode all = m_value;
    for (size_t i = 0; i < m_lines.size(); ++i) {
        all.items[i].set(u"role"_s, JsonNode::fromString(m_lines[i]->role->currentText()));
        all.items[i].set(u"content"_s, JsonNode::fromString(m_lines[i]->content->toPlainText()));
    }
    return all;
}

size_t MessagesEdit::placeOf(const Line *line) const
{
    return size_t(std::find(m_lines.begin(), m_lines.end(), line) - m_lines.begin());
}

void MessagesEdit::finish()
{
    m_set = true;
    showMessages();
    Q_EMIT edited();
    Q_EMIT chosen();
}

void MessagesEdit::add()
{
    m_value = value().value_or(JsonNode::array());
    JsonNode message = JsonNode::object();
    message.set(u"role"_s, JsonNode::fromString(m_value.items.empty() ? u"system"_s : u"user"_s));
    message.set(u"content"_s, JsonNode::fromString({}));
    m_value.items.push_back(message);
    finish();
    m_lines.back()->content->setFocus();
}

void MessagesEdit::remove(const Line *line)
{
    m_value = *value();
    m_value.items.erase(m_value.items.begin() + std::ptrdiff_t(placeOf(line)));
    finish();
}

void MessagesEdit::move(const Line *line, int by)
{
    const size_t from = placeOf(line);
    if ((by < 0 && from == 0) || (by > 0 && from + 1 == m_lines.size()))
        return;
    m_value = *value();
    std::swap(m_value.items[from], m_value.items[by < 0 ? from - 1 : from + 1]);
    finish();
}

void MessagesEdit::setPlaceholder(const QString &) { }

void MessagesEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_foot->setVisible(!readOnly);
    for (size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i]->show(m_value.items[i], readOnly);
}

void MessagesEdit::setAccessible(const QString &name)
{
    setAccessibleName(name);
}

} // namespace creact
