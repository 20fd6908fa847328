// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/valueedit.h"

class QLineEdit;

namespace creact {

/// A number, kept as it is typed ("1.50"); the arrow keys and two small buttons change it.
class NumberEdit : public ValueEdit {
    Q_OBJECT
public:
    explicit NumberEdit(const PropSpec &spec, QWidget *parent = nullptr);
    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    QString complaint() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void step(int steps);
    QString text() const;
    /// Neither JSON's nor anybody's number.
    bool isNumber() const;

    PropSpec m_spec;
    QLineEdit *m_line;
    QWidget *m_buttons;
};

} // namespace creact
