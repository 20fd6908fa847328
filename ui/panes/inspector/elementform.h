// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/fieldrow.h"
#include "ui/panes/inspector/modelnames.h"

#include <QHash>
#include <QScrollArea>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace creact {

class NoteEdit;
class StackController;

/// What a person may change of one element, as fields. It edits the document, and follows it: an
/// edit, an undo or a deploy changes its fields in place, and what is being typed stays.
class ElementForm : public QScrollArea, private FieldHost {
    Q_OBJECT
public:
    explicit ElementForm(StackController &controller, QWidget *parent = nullptr);
    ~ElementForm() override;

    /// Shows the element of a row; what was typed for another one goes into the document first.
    void setDetail(const RowDetail &detail);
    void clear();
    /// There is something to edit.
    bool hasFields() const { return m_fields.has_value(); }
    /// Brings what is typed into the document: before it is saved or deployed.
    void flush();
    /// The values that expressions read may have changed.
    void setDisabled(bool disabled);
    bool canDisable() const;
    bool isDisabled() const { return m_fields && m_fields->disabled; }
    /// As high as what it holds.
    int contentHeight() const;
    /// The first field that is needed and missing, else the first.
    void focusFirst();

Q_SIGNALS:
    /// Other fields, or none.
    void fieldsChanged();
    /// A whole value was asked for, by name.
    void valueRequested(const QString &path, const QJsonValue &value, const QString &expression);

private:
    void dropRows();
    using Edit = std::function<Result<DocumentEdit>(const DocumentEditor &, const QString &)>;

    void makeContent();
    QWidget *makeAdder();
    void follow();
    void showFields();
    void showRows();
    void showHints();
    QString manifoldText() const;
    FieldRow *rowFor(const ElementField &field);
    QStringList problemsOf(const ElementField &field) const;
    QString pointer() const;
    void make(const QString &name, const Edit &edit);
    void onMade();
    static Error stillRead(const QString &name, int readers);
    void addMember();
    void setNote(const QString &note);
    Result<DocumentEdit> withMember(const DocumentEditor &editor, const QString &at,
                                    const QString &name) const;

    // FieldHost
    void change(const ElementField &field, const JsonNode &value) override;
    std::optional<Error> reset(const ElementField &field) override;
    std::optional<Error> rename(const ElementField &field, const QString &name) override;
    void undo(bool again) override;
    void evaluate(const QString &expression, Done<LiveValue> done) override;
    QList<ScopeName> namesFor(const ElementField &field) override;
    const ConstructTypes &types() override { return m_types; }
    ValueEditContext contextFor(const ElementField &field) override;
    Memory &memoryOf(const ElementField &field) override;
    void showWhole(const ElementField &field, const QJsonValue &value) override;

    QString endpoint() const;

    StackController &m_controller;
    ModelNames m_models;
    ConstructTypes m_types;
    TreeRow::Uid m_uid = 0;
    QList<BindingValue> m_values;
    QString m_pointer;
    std::optional<ElementFields> m_fields;
    /// The last text that could be read.
    LoadedDocument m_read;
    bool m_following = false;
    /// Edits that wait for the tree. Until they are made the fields say more than the document, and
    /// are left alone; `m_behind`: they were to be shown meanwhile.
    int m_making = 0;
    bool m_behind = false;
    QHash<QString, FieldRow *> m_rows;
    QHash<QString, Memory> m_memory;
    /// A field that gets the focus when it is there: the one that was there has another key now.
    QString m_focusNext;
    QLabel *m_component;
    QLabel *m_obstacle;
    NoteEdit *m_note;
    QLabel *m_heading;
    QVBoxLayout *m_lines;
    QWidget *m_adder;
    QLineEdit *m_newName;
};

} // namespace creact
