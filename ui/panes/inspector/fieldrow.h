// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "ui/panes/inspector/bindingedit.h"
#include "ui/panes/inspector/elementfields.h"
#include "ui/panes/inspector/valueedit.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace creact {

class ClickElsewhere;
class FieldLabel;
class LiveLine;

/// What a field asks of the form that it stands in. Edits are of the field that was shown.
class FieldHost {
public:
    /// What stood there before a switch between literal and expression.
    struct Memory {
        std::optional<JsonNode> literal;
        QString expression;
    };

    virtual ~FieldHost() = default;
    virtual void change(const ElementField &field, const JsonNode &value) = 0;
    /// Why it cannot be taken out; nothing: it is, or will be.
    virtual std::optional<Error> reset(const ElementField &field) = 0;
    /// Gives a name, or the key of a member, another one. Why it cannot have that; nothing: it has,
    /// or will.
    virtual std::optional<Error> rename(const ElementField &field, const QString &name) = 0;
    virtual void undo(bool again) = 0;
    virtual void evaluate(const QString &expression, Done<LiveValue> done) = 0;
    virtual QList<ScopeName> namesFor(const ElementField &field) = 0;
    virtual const ConstructTypes &types() = 0;
    virtual ValueEditContext contextFor(const ElementField &field) = 0;
    virtual Memory &memoryOf(const ElementField &field) = 0;
    virtual void showWhole(const ElementField &field, const QJsonValue &value) = 0;
};

/// One field of the inspector: its name, an editor made from its type (or one for an expression),
/// the switch between the two, the way back to the default, and below it what it comes to, what is
/// wrong with it, and its documentation on demand.
class FieldRow : public QWidget {
    Q_OBJECT
public:
    FieldRow(FieldHost &host, const ElementField &field, QWidget *parent = nullptr);
    ~FieldRow() override;

    /// In place: what is being typed stays.
    void setField(const ElementField &field, const QStringList &problems);
    const ElementField &field() const { return m_field; }
    void setReadOnly(bool readOnly);
    /// The values that it reads may have changed; what its expression comes to now may be known.
    void refreshLive(const QList<BindingValue> &known = {});
    /// Something is typed that is not in the document.
    bool isDirty() const { return m_dirty; }
    /// Brings what is typed into the document. What fits no value of the type stays here, unless
    /// the field goes away (`last`): then it is kept as text, with its problem.
    bool commit(bool last = false);
    void revert();
    void toggleDoc();
    /// The widget is a part of it, or of a list or menu that it opened.
    bool contains(const QWidget *widget) const;
    void focusEditor() { editor()->setFocus(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeLayout();
    void makeBinding();
    void makeValueEdit(ValueEditKind kind);
    void onFocusChanged(QWidget *old, QWidget *now);
    void watch(QObject *part);
    bool onKey(QWidget *part, QKeyEvent *event);
    void onEdited();
    void switchMode();
    std::optional<JsonNode> typed() const;
    bool commitName();
    bool isOffering() const;
    // fieldkey.cpp
    void editKey();
    void endKeyEdit(bool take);
    bool onKeyEditKey(QKeyEvent *event);
    void showField();
    void showEditor();
    void showLabel();
    void showError();
    void showSwitch();
    QString placeholder() const;
    void evaluate();
    void showLive(const Result<LiveValue> &live);
    QWidget *editor() const;

    FieldHost &m_host;
    ElementField m_field;
    QStringList m_problems;
    bool m_binding = false;
    /// Switched by a person, and not in the document yet.
    bool m_switched = false;
    bool m_dirty = false;
    bool m_readOnly = false;
    QString m_refusal;
    QString m_liveError;
    QJsonValue m_live;
    QTimer m_evaluate;
    quint64 m_asked = 0;
    FieldLabel *m_label;
    ValueEditKind m_kind = ValueEditKind::Line;
    ValueEdit *m_edit = nullptr;
    BindingEdit *m_bindingEdit = nullptr;
    QToolButton *m_fx;
    QToolButton *m_reset;
    LiveLine *m_liveLine;
    QLabel *m_error;
    QLineEdit *m_keyEdit = nullptr;
    QLabel *m_doc;
    QVBoxLayout *m_editors;
    std::unique_ptr<ClickElsewhere> m_elsewhere;
};

} // namespace creact
