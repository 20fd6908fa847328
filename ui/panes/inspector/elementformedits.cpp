// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the fields do to the document, and what they ask about it.
#include "core/stack/expression/scriptengine.h"
#include "core/stack/walk.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/panes/inspector/elementform.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QPointer>
#include <QUndoStack>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// The one member or item in which two lists or objects of the same shape differ; empty: there is
/// more than one.
QString onlyDifference(const JsonNode *&from, const JsonNode *&to)
{
    const size_t count = from->isArray() ? from->items.size() : from->members.size();
    const size_t others = to->isArray() ? to->items.size() : to->members.size();
    QString part;
    if (from->type != to->type || count != others)
        return part;
    const JsonNode *left = nullptr;
    const JsonNode *right = nullptr;
    for (size_t i = 0; i < count; ++i) {
        const bool list = from->isArray();
        if (!list && from->members[i].name != to->members[i].name)
            return {};
        const JsonNode &a = list ? from->items[i] : from->members[i].value;
        const JsonNode &b = list ? to->items[i] : to->members[i].value;
        if (a == b)
            continue;
        if (left)
            return {};
        left = &a;
        right = &b;
        part = list ? QString::number(i) : escapePointerPart(from->members[i].name);
    }
    if (left) {
        from = left;
        to = right;
    }
    return part;
}

/// Where in a value the change is, and what stands there then: around it the text stays as it was
/// written.
QString whereTheyDiffer(const JsonNode *from, const JsonNode *&to)
{
    QString path;
    for (QString part = onlyDifference(from, to); !part.isEmpty(); part = onlyDifference(from, to))
        path += u'/' + part;
    return path;
}

} // namespace

/// By the row, once the tree that is shown is the one of the text: its pointer is right then.
void ElementForm::make(const QString &name, const Edit &edit)
{
    StackDraft *draft = m_controller.draft();
    StackTreeModel *tree = m_controller.tree();
    ++m_making;
    const QPointer<ElementForm> guard(this);
    draft->whenShown([draft, tree, guard, uid = m_uid, name, edit] {
        if (const TreeRow *row = tree->row(uid))
            draft->make(name, edit(draft->editor(), row->pointer));
        if (guard)
            guard->onMade();
    });
}

void ElementForm::onMade()
{
    // A change of the text is followed anyway.
    if (--m_making == 0 && m_behind && !m_following)
        showFields();
}

void ElementForm::change(const ElementField &field, const JsonNode &value)
{
    StackDraft *draft = m_controller.draft();
    make(tr("change %1 of %2").arg(field.label, m_fields->title),
         [draft, path = field.path, value](const DocumentEditor &editor, const QString &at) {
             const JsonNode *from = draft->document().source->root().at(at + path);
             const JsonNode *to = &value;
             const QString inside = from ? whereTheyDiffer(from, to) : QString();
             return editor.setValue(at + path + inside, *to);
         });
}

std::optional<Error> ElementForm::reset(const ElementField &field)
{
    const bool away = field.unknown || field.member || !field.whole.isEmpty();
    const QString name = away ? tr("remove %1 of %2") : tr("reset %1 of %2");
    const QString path = field.whole.isEmpty() ? field.path : field.whole;
    const Edit edit = [path](const DocumentEditor &editor, const QString &at) {
        return editor.removeValue(at + path);
    };
    if (!field.whole.isEmpty()) {
        const DocumentEditor editor = m_controller.draft()->editor();
        const qsizetype readers = editor.readers({m_pointer, field.nameRole}).size();
        if (readers > 0)
            return stillRead(field.value ? field.value->text : QString(), int(readers));
        if (const Result<DocumentEdit> tried = edit(editor, m_pointer); !tried)
            return tried.error();
    }
    make(name.arg(field.label, m_fields->title), edit);
    return {};
}

Error ElementForm::stillRead(const QString &name, int readers)
{
    const QString text = readers == 1
        ? tr("It cannot be left out: %1 is read in one place.")
        : tr("It cannot be left out: %1 is read in %n places.", nullptr, readers);
    return {ErrorCode::InvalidArgument, text.arg(name), {}, {}};
}

std::optional<Error> ElementForm::rename(const ElementField &field, const QString &name)
{
    const bool isName = field.role == ElementField::Role::Name;
    const QString old = !isName ? field.label : field.value ? field.value->text : QString();
    const DocumentName::Role role = field.nameRole;
    const Edit edit = [=, path = field.path](const DocumentEditor &editor,
                                             const QString &at) -> Result<DocumentEdit> {
        const DocumentName what{
            at, role, !isName || role == DocumentName::Role::ComponentProp ? old : QString()};
        if (isName && name.isEmpty()) {
            const qsizetype readers = editor.readers(what).size();
            if (readers > 0)
                return stillRead(old, int(readers));
            return editor.removeValue(at + path);
        }
        return old.isEmpty() ? editor.setValue(at + path, JsonNode::fromString(name))
                             : editor.rename(what, name);
    };
    const Result<DocumentEdit> tried = edit(m_controller.draft()->editor(), m_pointer);
    if (!tried)
        return tried.error();
    const QString step = old.isEmpty() ? tr("name %1").arg(name)
        : name.isEmpty()               ? tr("remove the name %1").arg(old)
                                       : tr("rename %1 to %2").arg(old, name);
    if (!isName)
        m_focusNext = field.path.left(field.path.lastIndexOf(u'/') + 1) + escapePointerPart(name);
    make(step, edit);
    return {};
}

void ElementForm::setNote(const QString &note)
{
    if (!m_fields)
        return;
    make(tr("note on %1").arg(m_fields->title),
         [note](const DocumentEditor &editor, const QString &at) {
             return editor.setNote(at, note);
         });
}

void ElementForm::setDisabled(bool disabled)
{
    if (!m_fields || m_fields->disabled == disabled)
        return;
    make((disabled ? tr("disable %1") : tr("enable %1")).arg(m_fields->title),
         [disabled](const DocumentEditor &editor, const QString &at) {
             return editor.setDisabled({at}, disabled);
         });
}

Result<DocumentEdit> ElementForm::withMember(const DocumentEditor &editor, const QString &at,
                                             const QString &name) const
{
    const QString list = m_fields->addTo;
    if (list != "/props"_L1)
        return editor.setValue(at + list + u'/' + escapePointerPart(name), JsonNode::null());
    const JsonNode *node = m_controller.draft()->document().source->root().at(at + list);
    JsonNode names = node && node->isArray() ? *node : JsonNode::array();
    names.items.push_back(JsonNode::fromString(name));
    return editor.setValue(at + list, names);
}

void ElementForm::addMember()
{
    const QString name = m_newName->text().trimmed();
    if (name.isEmpty() || !m_fields)
        return;
    for (const ElementField &field : std::as_const(m_fields->fields)) {
        const bool same = m_fields->addTo == "/props"_L1 ? field.value && field.value->text == name
                                                         : field.member && field.label == name;
        if (same) {
            rowFor(field)->focusEditor();
            return;
        }
    }
    m_newName->clear();
    const QPointer<ElementForm> guard(this);
    make(tr("add %1 to %2").arg(name, m_fields->title),
         [guard, name](const DocumentEditor &editor, const QString &at) -> Result<DocumentEdit> {
             if (!guard || !guard->m_fields)
                 return DocumentEdit();
             return guard->withMember(editor, at, name);
         });
}

void ElementForm::undo(bool again)
{
    if (again)
        m_controller.draft()->undoStack()->redo();
    else
        m_controller.draft()->undoStack()->undo();
}

// --- what fields ask for

void ElementForm::evaluate(const QString &expression, Done<LiveValue> done)
{
    m_controller.engine().evaluate(m_uid, expression, std::move(done));
}

QList<ScopeName> ElementForm::namesFor(const ElementField &field)
{
    const StackDocumentPtr document = m_controller.draft()->document().document;
    if (!document)
        return {};
    return namesInScope(*document, m_types, ScriptEngine::builtinNames(), m_pointer + field.path);
}

ValueEditContext ElementForm::contextFor(const ElementField &field)
{
    ValueEditContext context;
    context.folder = QFileInfo(m_controller.draft()->path()).absolutePath();
    const QString &format = field.spec.format;
    const StackDocumentPtr document = m_controller.draft()->document().document;
    if (format.isEmpty() || !document)
        return context;
    if (format == "endpoint"_L1) {
        context.suggestions.append(u"demo"_s);
        for (const EndpointProfile &profile : m_controller.endpoints().profiles())
            context.suggestions.append(profile.name);
    }
    if (format == "model"_L1) {
        context.askForMore = [this](const Done<QStringList> &done) {
            m_models.ask(endpoint(), done);
        };
        context.moreFrom = [this] { return m_models.nameOf(endpoint()); };
    }
    forEachElement(*document, [&](const Element &element, const Component *) {
        const ConstructType *type = m_types.find(element.name);
        for (const NamedBinding &prop : type ? element.props : QList<NamedBinding>()) {
            const PropSpec *spec = type->prop(prop.name);
            const QString text = prop.value.literal.toString();
            if (spec && spec->format == format && !text.isEmpty()
                && !context.suggestions.contains(text))
                context.suggestions.append(text);
        }
    });
    return context;
}

/// Where the model of that name is asked: what the field beside it says, as far as it is a text.
QString ElementForm::endpoint() const
{
    for (const FieldRow *row : m_rows) {
        const ElementField &field = row->field();
        if (field.spec.format == "endpoint"_L1 && field.value && field.value->isString())
            return field.value->text;
    }
    return {};
}

FieldHost::Memory &ElementForm::memoryOf(const ElementField &field)
{
    return m_memory[field.path];
}

void ElementForm::showWhole(const ElementField &field, const QJsonValue &value)
{
    Q_EMIT valueRequested(field.label, value, field.expression());
}

} // namespace creact
