// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/treeeditor.h"

#include "ui/editing/elementmime.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPointer>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchPauseMs = 250;

} // namespace

TreeEditor::TreeEditor(StackDraft &draft, const StackTreeModel &model, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_model(model)
{
    makeActions();
    makeMoves();
    // Reading a text at each key would be felt in a long one.
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        refresh();
        // Once more with the rows of that text: they may stand elsewhere now.
        const QPointer<TreeEditor> guard(this);
        m_draft.whenShown([guard] {
            if (guard)
                guard->refresh();
        });
    });
    connect(&draft, &StackDraft::textChanged, this,
            [this](const TextEdits &, bool typed) { m_refresh.start(typed ? searchPauseMs : 0); });
    connect(&draft, &StackDraft::loaded, this, &TreeEditor::refresh);
    refresh();
}

void TreeEditor::setSelection(const QList<TreeRow::Uid> &uids, TreeRow::Uid current)
{
    m_selected = uids;
    m_current = current;
    refresh();
}

// --- what is selected

const StackDocument *TreeEditor::document() const
{
    return m_draft.document().document.get();
}

QString TreeEditor::pointerOf(TreeRow::Uid uid) const
{
    const TreeRow *row = m_model.row(uid);
    if (!row || row->pointer.isEmpty() || row->kind == TreeRow::Kind::Item)
        return {};
    // A finished turn shows what was there then.
    for (const TreeRow *up = row; up; up = m_model.row(up->parent)) {
        if (up->kind == TreeRow::Kind::Turn)
            return {};
    }
    return row->pointer;
}

QStringList TreeEditor::selectedPointers() const
{
    QStringList pointers;
    for (const TreeRow::Uid uid : m_selected)
        pointers.append(pointerOf(uid));
    return outermost(pointers);
}

QString TreeEditor::titleOf(const QStringList &pointers) const
{
    if (pointers.size() != 1)
        return tr("%n elements", nullptr, int(pointers.size()));
    const StackDocument *doc = document();
    const Element *element = doc ? elementAt(*doc, pointers.first()) : nullptr;
    return element ? elementTitle(*element) : pointers.first().section(u'/', -1);
}

bool TreeEditor::allDisabled(const QStringList &pointers) const
{
    const StackDocument *doc = document();
    return doc && !pointers.isEmpty()
        && std::all_of(pointers.cbegin(), pointers.cend(), [doc](const QString &pointer) {
               const Element *element = elementAt(*doc, pointer);
               return element && element->disabled;
           });
}

// --- edits

void TreeEditor::edit(const QString &name, const Edit &edit)
{
    const QPointer<TreeEditor> guard(this);
    m_draft.whenShown([guard, name, edit] {
        const QStringList pointers = guard ? guard->selectedPointers() : QStringList();
        if (pointers.isEmpty())
            return;
        const QString title = guard->titleOf(pointers);
        guard->m_draft.make(name.arg(title), edit(guard->m_draft.editor(), pointers));
    });
}

void TreeEditor::step(Step step)
{
    edit(tr("move %1"), [this, step](const DocumentEditor &editor, const QStringList &pointers) {
        const auto place = placeOfStep(*document(), pointers, step);
        return place ? editor.move(pointers, *place) : Result<DocumentEdit>(DocumentEdit());
    });
}

void TreeEditor::remove(const QString &name)
{
    edit(name, [](const DocumentEditor &editor, const QStringList &pointers) {
        return isDefinition(pointers.first())
            ? editor.removeComponent(unescapePointerPart(pointers.first().section(u'/', -1)))
            : editor.remove(pointers);
    });
}

void TreeEditor::toggleDisabled()
{
    const bool disable = !allDisabled(selectedPointers());
    edit(disable ? tr("disable %1") : tr("enable %1"),
         [disable](const DocumentEditor &editor, const QStringList &pointers) {
             return editor.setDisabled(pointers, disable);
         });
}

void TreeEditor::copy() const
{
    if (std::unique_ptr<QMimeData> data = mimeData())
        QGuiApplication::clipboard()->setMimeData(data.release());
}

/// Below the current element, as its last child; after it, when it is what was copied.
void TreeEditor::paste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QByteArray json = data ? elementJson(*data) : QByteArray();
    const QPointer<TreeEditor> guard(this);
    m_draft.whenShown([guard, json] {
        if (!guard || guard->places().isEmpty())
            return;
        const DocumentEditor editor = guard->m_draft.editor();
        const QString current = guard->currentPointer();
        const Result<QByteArray> same = editor.copy({current});
        const bool after = same && same.value().simplified() == json.simplified();
        const auto place = after ? placeAt(*guard->document(), current, TreePlace::Side::After)
                                 : std::optional(guard->places().first().place);
        if (place)
            guard->m_draft.make(tr("paste"), editor.paste(*place, json));
    });
}

// --- adding

QList<TreePlace> TreeEditor::places() const
{
    const StackDocument *doc = document();
    if (!doc)
        return {};
    const QString current = currentPointer();
    if (current.isEmpty() && m_current != 0) {
        // An item of a `for` stands for the `for`.
        const TreeRow *row = m_model.row(m_current);
        const bool item = row && row->kind == TreeRow::Kind::Item;
        return item ? placesAt(*doc, pointerOf(row->parent)) : QList<TreePlace>();
    }
    return placesAt(*doc, current);
}

QList<PaletteEntry> TreeEditor::entriesFor(const ElementPlace &place) const
{
    static const ConstructTypes types = Engine::constructTypes();
    return paletteFor(m_draft.document(), types, place);
}

void TreeEditor::add(const PaletteEntry &entry, const ElementPlace &place)
{
    if (m_draft.make(tr("add %1").arg(entry.name), m_draft.editor().insert(place, entry.element)))
        Q_EMIT added();
}

void TreeEditor::addComponent()
{
    const StackDocument *doc = document();
    if (!doc)
        return;
    QString name = u"Component"_s;
    for (int n = 2; doc->component(name); ++n)
        name = u"Component%1"_s.arg(n);
    if (m_draft.make(tr("add component %1").arg(name), m_draft.editor().addComponent(name)))
        Q_EMIT added();
}

// --- names and notes

QString TreeEditor::nameOf(TreeRow::Uid uid) const
{
    const StackDocument *doc = document();
    const auto name = doc ? nameAt(*doc, pointerOf(uid)) : std::nullopt;
    return name ? name->now : QString();
}

bool TreeEditor::canRename(TreeRow::Uid uid) const
{
    const StackDocument *doc = document();
    return doc && nameAt(*doc, pointerOf(uid)).has_value();
}

Result<DocumentEdit> TreeEditor::renamed(const ElementName &what, const QString &name) const
{
    const DocumentEditor editor = m_draft.editor();
    const QString member =
        what.name.pointer + (what.name.role == DocumentName::Role::Item ? "/item"_L1 : "/as"_L1);
    if (what.now.isEmpty())
        return editor.setValue(member, JsonNode::fromString(name));
    const bool canGo =
        what.name.role == DocumentName::Role::As || what.name.role == DocumentName::Role::Item;
    if (!name.isEmpty() || !canGo)
        return editor.rename(what.name, name);
    const qsizetype readers = editor.readers(what.name).size();
    if (readers > 0)
        return Error{ErrorCode::InvalidArgument,
                     readers == 1
                         ? tr("It is read in one place under this name.")
                         : tr("It is read in %n places under this name.", nullptr, int(readers)),
                     what.name.pointer,
                     {}};
    return editor.removeValue(member);
}

Result<void> TreeEditor::checkName(TreeRow::Uid uid, const QString &name) const
{
    const StackDocument *doc = document();
    const auto what = doc ? nameAt(*doc, pointerOf(uid)) : std::nullopt;
    if (!what || name == what->now)
        return {};
    const Result<DocumentEdit> edit = renamed(*what, name);
    return edit ? Result<void>() : Result<void>(edit.error());
}

void TreeEditor::rename(TreeRow::Uid uid, const QString &name)
{
    const QPointer<TreeEditor> guard(this);
    m_draft.whenShown([guard, uid, name] {
        const StackDocument *doc = guard ? guard->document() : nullptr;
        const auto what = doc ? nameAt(*doc, guard->pointerOf(uid)) : std::nullopt;
        if (!what || name == what->now)
            return;
        const int places = int(guard->m_draft.editor().readers(what->name).size());
        const QString title = name.isEmpty() ? tr("take the name %1 away").arg(what->now)
            : what->now.isEmpty()            ? tr("name %1").arg(name)
            : places == 0                    ? tr("rename %1 → %2").arg(what->now, name)
            : places == 1                    ? tr("rename %1 → %2, 1 place").arg(what->now, name)
                          : tr("rename %1 → %2, %n places", nullptr, places).arg(what->now, name);
        guard->m_draft.make(title, guard->renamed(*what, name));
    });
}

QString TreeEditor::noteOf(TreeRow::Uid uid) const
{
    const QString pointer = pointerOf(uid);
    const LoadedDocument &loaded = m_draft.document();
    const JsonNode *note = loaded.document && !pointer.isEmpty()
        ? loaded.source->root().at(QString(pointer + "/note"_L1))
        : nullptr;
    return note ? note->text : QString();
}

void TreeEditor::setNote(TreeRow::Uid uid, const QString &note)
{
    const QPointer<TreeEditor> guard(this);
    m_draft.whenShown([guard, uid, note] {
        const QString pointer = guard ? guard->pointerOf(uid) : QString();
        if (pointer.isEmpty() || guard->noteOf(uid) == note)
            return;
        guard->m_draft.make(tr("note on %1").arg(guard->titleOf({pointer})),
                            guard->m_draft.editor().setNote(pointer, note));
    });
}

// --- dragging

std::unique_ptr<QMimeData> TreeEditor::mimeData() const
{
    const QStringList pointers = selectedPointers();
    const Result<QByteArray> json = m_draft.editor().copy(pointers);
    if (pointers.isEmpty() || !json)
        return {};
    return elementMime(*json, m_draft, pointers);
}

bool TreeEditor::isOwn(const QMimeData &data) const
{
    return !draggedPointers(data, m_draft).isEmpty();
}

Result<void> TreeEditor::accepts(const QMimeData &data, const ElementPlace &place, bool move) const
{
    if (const std::optional<Error> obstacle = m_draft.obstacle())
        return *obstacle;
    const DocumentEditor editor = m_draft.editor();
    const Result<DocumentEdit> edit = move && isOwn(data)
        ? editor.move(draggedPointers(data, m_draft), place)
        : editor.paste(place, elementJson(data));
    return edit ? Result<void>() : Result<void>(edit.error());
}

void TreeEditor::drop(const QMimeData &data, const ElementPlace &place, bool move)
{
    const DocumentEditor editor = m_draft.editor();
    const QStringList pointers = draggedPointers(data, m_draft);
    if (move && !pointers.isEmpty())
        m_draft.make(tr("move %1").arg(titleOf(pointers)), editor.move(pointers, place));
    else
        m_draft.make(tr("drop"), editor.paste(place, elementJson(data)));
}

} // namespace creact
