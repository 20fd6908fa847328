// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/valueedit.h"

class QVBoxLayout;

namespace creact {

/// A conversation: role and content of each message, to be added, removed and moved.
class MessagesEdit : public ValueEdit {
    Q_OBJECT
public:
    explicit MessagesEdit(QWidget *parent = nullptr);
    /// A list of {role, content}, both texts, and perhaps more that is kept.
    static bool fits(const JsonNode &value);

    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;
    bool isOneLine() const override { return false; }

private:
    class Line;
    void resize(size_t count);
    void showMessages();
    /// The place of a line, as it is now.
    size_t placeOf(const Line *line) const;
    void add();
    void remove(const Line *line);
    void move(const Line *line, int by);
    void finish();

    /// What the lines show; members that they do not show are kept in here.
    JsonNode m_value;
    bool m_set = false;
    bool m_readOnly = false;
    QString m_name;
    std::vector<Line *> m_lines;
    QVBoxLayout *m_layout;
    QWidget *m_foot;
};

} // namespace creact
