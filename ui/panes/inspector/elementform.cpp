// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/elementform.h"

#include "ui/controllers/stackcontroller.h"
#include "ui/panes/inspector/noteedit.h"
#include "ui/panes/inspector/taborder.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSet>
#include <QUndoStack>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

ElementForm::ElementForm(StackController &controller, QWidget *parent)
    : QScrollArea(parent)
    , m_controller(controller)
    , m_models(controller)
    , m_types(Engine::constructTypes())
    , m_component(makeNote(u"componentStrip"_s, {}))
    , m_obstacle(makeNote(u"obstacle"_s, {}))
    , m_note(new NoteEdit)
    , m_heading(makeLabel(u"propsHeading"_s, TextSize::Small, "muted", QFont::DemiBold))
    , m_lines(new QVBoxLayout)
    , m_adder(makeAdder())
{
    setObjectName(u"elementForm"_s);
    setAccessibleName(tr("Properties"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    makeContent();
    StackDraft *draft = m_controller.draft();
    connect(draft, &StackDraft::textChanged, this, &ElementForm::follow);
    connect(draft, &StackDraft::loaded, this, [this] {
        m_following = false;
        follow();
    });
    connect(draft, &StackDraft::cleared, this, [this] {
        m_following = false;
        m_making = 0;
        m_read = {};
    });
    connect(draft, &StackDraft::readOnlyChanged, this, &ElementForm::showHints);
    connect(&m_controller, &StackController::problemsChanged, this, [this] {
        if (!m_following)
            showRows();
    });
    connect(m_note, &NoteEdit::committed, this, &ElementForm::setNote);
}

ElementForm::~ElementForm() = default;

void ElementForm::makeContent()
{
    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(Space::Medium, 0, Space::Small, Space::Medium);
    layout->setSpacing(Space::Small);
    m_component->setProperty("role", u"strip"_s);
    m_obstacle->setProperty("role", u"strip"_s);
    m_heading->setText(tr("Properties"));
    m_lines->setSpacing(Space::Small - 2);
    layout->addWidget(m_component);
    layout->addWidget(m_obstacle);
    layout->addWidget(m_note);
    layout->addLayout(m_lines);
    layout->addWidget(m_adder);
    layout->addStretch(1);
    m_heading->setParent(content);
    m_heading->hide();
    setWidget(content);
}

QWidget *ElementForm::makeAdder()
{
    auto *adder = new QWidget;
    m_newName = new QLineEdit;
    m_newName->setObjectName(u"newMember"_s);
    m_newName->setAccessibleName(tr("New value"));
    QPushButton *add = makeButton(u"addMember"_s, tr("Add"));
    auto *row = new QHBoxLayout(adder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Space::Small);
    row->addWidget(m_newName, 1);
    row->addWidget(add);
    connect(m_newName, &QLineEdit::returnPressed, this, &ElementForm::addMember);
    connect(add, &QPushButton::clicked, this, &ElementForm::addMember);
    return adder;
}

// --- following the document

void ElementForm::setDetail(const RowDetail &detail)
{
    const TreeRow &row = detail.row;
    // An edit of what tells a row apart (the condition of a show) makes another row of it.
    const bool same = row.uid == m_uid
        || (row.pointer == m_pointer && !m_pointer.isEmpty() && !m_controller.tree()->row(m_uid));
    if (!same) {
        flush();
        m_memory.clear();
        m_fields.reset();
        dropRows();
    }
    // An item has the fields of the `for` that it is one of.
    const bool hasElement = row.kind != TreeRow::Kind::Turn && row.uid != 0;
    const QString at = hasElement ? row.pointer : QString();
    const bool other = row.uid != m_uid || at != m_pointer;
    m_uid = row.uid;
    m_pointer = at;
    m_values = detail.bindingValues;
    if (other)
        return follow();
    for (FieldRow *each : std::as_const(m_rows))
        each->refreshLive(m_values);
}

void ElementForm::clear()
{
    flush();
    m_uid = 0;
    m_pointer.clear();
    m_memory.clear();
    showFields();
}

/// The row's pointer points into the text that is shown: its fields are taken from that text.
void ElementForm::follow()
{
    showHints();
    if (m_following)
        return;
    m_following = true;
    const QPointer<ElementForm> guard(this);
    m_controller.draft()->whenShown([guard] {
        if (!guard)
            return;
        guard->m_following = false;
        guard->m_behind = guard->m_making > 0;
        if (!guard->m_behind)
            guard->showFields();
    });
}

QString ElementForm::pointer() const
{
    const TreeRow *row = m_pointer.isEmpty() ? nullptr : m_controller.tree()->row(m_uid);
    return row ? row->pointer : m_pointer;
}

void ElementForm::showFields()
{
    m_pointer = pointer();
    // The tree stays that of the last text that could be read, and so do the fields.
    if (const LoadedDocument &now = m_controller.draft()->document(); now.document)
        m_read = now;
    m_fields = ElementFields::of(m_read, m_types, m_pointer);
    showHints();
    showRows();
    Q_EMIT fieldsChanged();
}

FieldRow *ElementForm::rowFor(const ElementField &field)
{
    FieldRow *&row = m_rows[field.path];
    if (!row)
        row = new FieldRow(*this, field);
    return row;
}

void ElementForm::showRows()
{
    const QList<ElementField> fields = m_fields ? m_fields->fields : QList<ElementField>();
    const bool readOnly = m_controller.draft()->obstacle().has_value();
    QSet<FieldRow *> kept;
    int place = 0;
    const auto put = [&](QWidget *widget) {
        if (m_lines->indexOf(widget) != place)
            m_lines->insertWidget(place, widget);
        widget->show();
        ++place;
    };
    m_heading->hide();
    m_lines->removeWidget(m_heading);
    bool inProps = false;
    for (const ElementField &field : fields) {
        if (!inProps && field.path.startsWith("/props/"_L1) && !field.member && place > 0) {
            inProps = true;
            put(m_heading);
        }
        FieldRow *row = rowFor(field);
        row->setReadOnly(readOnly);
        row->setField(field, problemsOf(field));
        row->refreshLive(m_values);
        kept.insert(row);
        put(row);
    }
    for (auto it = m_rows.begin(); it != m_rows.end();) {
        if (kept.contains(*it)) {
            ++it;
            continue;
        }
        (*it)->setObjectName(QString());
        (*it)->hide();
        (*it)->deleteLater();
        it = m_rows.erase(it);
    }
    orderTabs(widget());
    if (FieldRow *next = m_rows.value(m_focusNext)) {
        m_focusNext.clear();
        next->focusEditor();
    }
}

void ElementForm::showHints()
{
    const std::optional<Error> obstacle = m_controller.draft()->obstacle();
    const bool element = m_fields.has_value();
    m_obstacle->setVisible(element && obstacle);
    if (obstacle)
        m_obstacle->setText(obstacle->hint.isEmpty() ? obstacle->message
                                                     : obstacle->message + u' ' + obstacle->hint);
    const QString manifold = element ? manifoldText() : QString();
    m_component->setVisible(!manifold.isEmpty());
    m_component->setText(manifold);
    m_note->setVisible(element && m_fields->isElement);
    m_note->setReadOnly(obstacle.has_value());
    m_note->setNote(element ? m_fields->note : QString());
    m_adder->setVisible(element && !m_fields->addTo.isEmpty() && !obstacle);
    const bool ofProps = element && m_fields->addTo == "/props"_L1;
    m_newName->setPlaceholderText(ofProps ? tr("New property") : tr("New value"));
    m_newName->setAccessibleName(m_newName->placeholderText());
    for (FieldRow *row : std::as_const(m_rows))
        row->setReadOnly(obstacle.has_value());
}

/// What else a change changes: the other items, the other uses of the component.
QString ElementForm::manifoldText() const
{
    QStringList lines;
    const StackTreeModel *tree = m_controller.tree();
    const TreeRow *row = tree->row(m_uid);
    if (row && row->kind == TreeRow::Kind::Item) {
        const QModelIndex loop = tree->indexOf(row->parent);
        int items = 0;
        for (int i = 0; i < tree->rowCount(loop); ++i) {
            const TreeRow *each = StackTreeModel::rowOf(tree->index(i, 0, loop));
            items += each->kind == TreeRow::Kind::Item ? 1 : 0;
        }
        const TreeRow *flow = tree->row(row->parent);
        const QString text = items == 1
            ? tr("The one item of “for %1”: a change changes all that come.")
            : tr("One of %n items of “for %1”: a change changes all.", nullptr, items);
        lines.append(text.arg(flow ? flow->name : QString()));
    }
    const QString component = componentOf(m_pointer);
    const StackDocumentPtr document = m_controller.draft()->document().document;
    if (!component.isEmpty() && document) {
        const int uses = usesOf(*document, component);
        const QString text = uses == 1
            ? tr("In component %1, used once.")
            : tr("In component %1, used %n times: a change changes every use.", nullptr, uses);
        lines.append(text.arg(component));
    }
    return lines.join(u'\n');
}

QStringList ElementForm::problemsOf(const ElementField &field) const
{
    QStringList found;
    if (m_pointer.isEmpty())
        return found;
    const QString at = m_pointer + field.path;
    for (const Problem &problem : m_controller.problems()->problems()) {
        if (problem.pointer == at && problem.code != "unknown_prop"_L1)
            found.append(problem.hint.isEmpty() ? problem.message
                                                : problem.message + u' ' + problem.hint);
    }
    return found;
}

void ElementForm::flush()
{
    for (FieldRow *row : m_rows.values())
        row->commit(true);
    m_note->commit();
}

bool ElementForm::canDisable() const
{
    return m_fields && m_fields->isElement && !m_controller.draft()->obstacle();
}

/// Fields of another row: nobody is to type into them any more.
void ElementForm::dropRows()
{
    for (FieldRow *row : std::as_const(m_rows)) {
        row->setObjectName(QString());
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
}

int ElementForm::contentHeight() const
{
    return widget()->sizeHint().height() + 2;
}

void ElementForm::focusFirst()
{
    FieldRow *first = nullptr;
    for (const ElementField &field : m_fields ? m_fields->fields : QList<ElementField>()) {
        FieldRow *row = rowFor(field);
        if (!first || (field.isMissing() && !first->field().isMissing()))
            first = row;
    }
    if (first)
        first->focusEditor();
}

} // namespace creact
