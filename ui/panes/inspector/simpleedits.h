// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/valueedit.h"

#include <QCheckBox>

class QComboBox;
class QLabel;
class QLineEdit;

namespace creact {

class GrowingText;
class JsonHighlighter;

/// The cursor of who types in it stays where it was.
void setTextInPlace(QLineEdit *line, const QString &text);

/// A line: text, or (Mode::Any) whatever JSON it reads as.
class LineEdit : public ValueEdit {
    Q_OBJECT
public:
    enum class Mode { Text, Any };

    explicit LineEdit(Mode mode, QWidget *parent = nullptr);
    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;

protected:
    QLineEdit *line() const { return m_line; }
    void addBeside(QWidget *widget);
    /// What a person would have typed.
    void enter(const QString &text);

private:
    Mode m_mode;
    QLineEdit *m_line;
    bool m_set = false;
};

/// Text of several lines.
class MultilineEdit : public ValueEdit {
    Q_OBJECT
public:
    explicit MultilineEdit(QWidget *parent = nullptr);
    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;
    bool isOneLine() const override { return false; }

private:
    GrowingText *m_text;
    bool m_set = false;
};

/// On or off; what holds while it is not set is shown faint.
class SwitchEdit : public ValueEdit {
    Q_OBJECT
public:
    explicit SwitchEdit(const PropSpec &spec, QWidget *parent = nullptr);
    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;

private:
    void showWord();

    QCheckBox *m_switch;
    QLabel *m_word;
    QString m_placeholder;
    bool m_default;
    bool m_set = false;
};

/// One of a few values; the first line stands for none.
class ChoiceEdit : public ValueEdit {
    Q_OBJECT
public:
    explicit ChoiceEdit(const PropSpec &spec, QWidget *parent = nullptr);
    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QComboBox *m_combo;
};

/// JSON, checked while it is typed.
class JsonEdit : public ValueEdit {
    Q_OBJECT
public:
    explicit JsonEdit(const PropSpec &spec, QWidget *parent = nullptr);
    void setValue(const std::optional<JsonNode> &value) override;
    std::optional<JsonNode> value() const override;
    QString complaint() const override;
    void setPlaceholder(const QString &text) override;
    void setReadOnly(bool readOnly) override;
    void setAccessible(const QString &name) override;
    bool isOneLine() const override { return false; }

protected:
    void changeEvent(QEvent *event) override;

private:
    PropSpec m_spec;
    GrowingText *m_text;
    JsonHighlighter *m_colors;
    /// Colours are a change of the text field too, but none of the text.
    QString m_seen;
};

} // namespace creact
