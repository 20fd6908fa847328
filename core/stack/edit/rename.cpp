// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/editbuilder.h"
#include "core/stack/edit/edittext.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/freenames.h"
#include "core/stack/edit/namemembers.h"
#include "core/stack/edit/namereads.h"
#include "core/stack/edit/placecheck.h"
#include "core/stack/expression/scriptengine.h"
#include "core/stack/expression/scripttext.h"

#include <algorithm>

namespace creact {

namespace {

using Role = DocumentName::Role;

/// One place in the text of an expression that becomes another.
struct ExpressionChange {
    qsizetype offset;
    qsizetype length;
    QString text;
};

QString described(const GivenName &name)
{
    const QString of = name.element ? name.element->name : QString();
    switch (name.kind) {
    case GivenName::Kind::Construct:
        return EditText::tr("the %1 at %2").arg(of, name.element->pointer);
    case GivenName::Kind::Component:
        return EditText::tr("the use of %1 at %2").arg(of, name.element->pointer);
    case GivenName::Kind::Store:
        return EditText::tr("the store at %1").arg(name.element->pointer);
    case GivenName::Kind::Item:
        return EditText::tr("the item of %1").arg(name.element->pointer);
    case GivenName::Kind::Gathered:
        return EditText::tr("what %1 gathers").arg(name.element->pointer);
    case GivenName::Kind::Error:
        return EditText::tr("the error of %1").arg(name.element->pointer);
    case GivenName::Kind::Prop:
        return EditText::tr("a prop of the component %1").arg(name.component->name);
    }
    return {};
}

QString asMember(const QString &key, KeyRead::Form form)
{
    const bool isWord = scripttext::path(key) == QStringList{key};
    if (form != KeyRead::Form::Bracket && isWord)
        return key;
    QString quoted = key;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    quoted.replace(u'\n', QStringLiteral("\\n")).replace(u'\r', QStringLiteral("\\r"));
    quoted = u'\'' + quoted + u'\'';
    return form == KeyRead::Form::Bracket ? quoted : u'[' + quoted + u']';
}

QList<ExpressionChange> changesIn(const NameSites::Read &read, const NameSites &sites,
                                  const DocumentName &what, const QString &newName)
{
    QList<ExpressionChange> changes;
    if (!what.isKey()) {
        for (const FreeIdentifier &each : read.identifiers)
            changes.append({each.offset, each.name.size(),
                            each.shorthand ? each.name + QStringLiteral(": ") + newName : newName});
        return changes;
    }
    const QString &text = read.binding->expression;
    for (const KeyRead &each : readsOfKey(text, read.identifiers, sites.name)) {
        const QString member = asMember(newName, each.form);
        // Brackets take the place of the dot, too.
        const bool dropsDot = each.form == KeyRead::Form::Dot && member.startsWith(u'[');
        const qsizetype from = dropsDot ? text.lastIndexOf(u'.', each.offset) : each.offset;
        changes.append({from, each.offset + each.length - from, member});
    }
    return changes;
}

/// Makes the changes of one renaming, after it has seen that none changes what is meant.
class Renaming {
public:
    Renaming(const LoadedDocument &document, const DocumentName &what, const QString &newName)
        : m_document(document)
        , m_what(what)
        , m_newName(newName)
        , m_reads(document, what)
    {
    }

    Result<DocumentEdit> make()
    {
        const Result<NameSites> sites = m_reads.find();
        if (!sites)
            return sites.error();
        m_sites = *sites;
        if (m_sites.name == m_newName)
            return DocumentEdit{{}, {m_what.pointer}};
        if (const Result<void> free = checkFree(); !free)
            return free.error();
        return write();
    }

private:
    Result<void> checkFree() const
    {
        if (!m_sites.unknown.isEmpty())
            return refusedEdit(EditText::tr("An expression is too long to be changed."),
                               m_sites.unknown.first());
        if (m_what.isKey())
            return m_newName.isEmpty() ? refusedEdit(EditText::tr("The name is empty."))
                                       : checkKeysFree();
        if (const Result<void> allowed = checkNewName(m_newName); !allowed)
            return allowed;
        if (m_what.role != Role::Component && ScriptEngine::builtinNames().contains(m_newName))
            return refusedEdit(
                EditText::tr("\"%1\" is built in: every expression may use it.").arg(m_newName),
                m_what.pointer, EditText::tr("Choose another name."));
        if (const Result<void> free = checkMembersFree(); !free)
            return free;
        if (const Result<void> free = checkAround(); !free)
            return free;
        for (const NameSites::Read &read : m_sites.reads) {
            if (const Result<void> free = checkRead(read); !free)
                return free;
        }
        return {};
    }

    Error taken(const QString &by, const QString &where) const
    {
        return refusedEdit(EditText::tr("\"%1\" is taken: %2 is called so.").arg(m_newName, by),
                           where, EditText::tr("Choose another name."));
    }

    /// Members of the objects in which the name is one.
    Result<void> checkMembersFree() const
    {
        for (const QString &member : m_sites.members) {
            const QString object = parentPointer(member);
            if (m_document.source->root().at(object)->find(m_newName))
                return refusedEdit(EditText::tr("There is a \"%1\" already.").arg(m_newName),
                                   object, EditText::tr("Choose another name."));
        }
        return {};
    }

    /// A use would read one where it meant the other: another branch may yield what is called so.
    Result<void> checkKeysFree() const
    {
        if (const Result<void> free = checkMembersFree(); !free)
            return free;
        const Component *component = m_what.role == Role::YieldKey
            ? m_document.document->component(componentOf(m_what.pointer))
            : nullptr;
        for (const OutputSpec &each : component ? yieldedBy(*component) : QList<OutputSpec>()) {
            if (each.name == m_newName)
                return refusedEdit(EditText::tr("There is a \"%1\" already.").arg(m_newName),
                                   component->pointer, EditText::tr("Choose another name."));
        }
        return {};
    }

    /// It would hide a name around it.
    Result<void> checkAround() const
    {
        for (const GivenName &name : m_reads.scopes().all()) {
            if (!m_reads.isGiven(name))
                continue;
            if (NameScope other = nameIn(name.outer, m_newName))
                return taken(described(*other), m_what.pointer);
        }
        if (m_what.role != Role::ComponentProp)
            return {};
        for (const Component &component : m_document.document->components) {
            if (component.pointer == m_what.pointer && component.props.contains(m_newName))
                return taken(EditText::tr("another prop of the component"), m_what.pointer);
        }
        return {};
    }

    /// It would be hidden from that reader: by another element, or inside the expression.
    Result<void> checkRead(const NameSites::Read &read) const
    {
        NameScope other = nameIn(read.scope, m_newName);
        if (other && !m_reads.isGiven(*other))
            return taken(described(*other), read.binding->pointer);
        if (!read.binding->expression.contains(m_newName))
            return {};
        QString changed = read.binding->expression;
        QList<ExpressionChange> changes = changesIn(read, m_sites, m_what, m_newName);
        for (auto it = changes.crbegin(); it != changes.crend(); ++it)
            changed.replace(it->offset, it->length, it->text);
        const auto count = [this](const QString &expression) {
            const QList<FreeIdentifier> names = freeIdentifiers(expression);
            return std::count_if(names.begin(), names.end(), [this](const FreeIdentifier &each) {
                return each.name == m_newName;
            });
        };
        if (count(changed) == count(read.binding->expression) + changes.size())
            return {};
        return taken(EditText::tr("something inside the expression"), read.binding->pointer);
    }

    DocumentEdit write() const
    {
        EditBuilder builder(m_document);
        const JsonDocument &source = *m_document.source;
        const QByteArray name = quotedJson(m_newName);
        for (const QString &pointer : m_sites.values) {
            const JsonNode &node = *source.root().at(pointer);
            builder.replaceText(node.offset, node.length, name);
        }
        for (const QString &pointer : m_sites.members) {
            const JsonMember &member =
                *source.root().at(parentPointer(pointer))->member(pointerParts(pointer).last());
            builder.replaceText(member.nameOffset, member.nameLength, name);
        }
        for (const NameSites::Read &read : m_sites.reads) {
            const JsonNode &text = *source.root().at(read.binding->pointer)->find(u"$");
            for (const ExpressionChange &each : changesIn(read, m_sites, m_what, m_newName)) {
                const qsizetype begin = source.offsetInString(text, each.offset);
                const qsizetype end = source.offsetInString(text, each.offset + each.length);
                builder.replaceText(begin, end - begin, quotedJson(each.text).sliced(1).chopped(1));
            }
        }
        const bool isComponent = m_what.role == Role::Component;
        return builder.finish(
            {isComponent ? QStringLiteral("/components/") + m_newName : m_what.pointer});
    }

    const LoadedDocument &m_document;
    const DocumentName &m_what;
    const QString &m_newName;
    NameReads m_reads;
    NameSites m_sites;
};

} // namespace

Result<DocumentEdit> DocumentEditor::rename(const DocumentName &what, const QString &newName) const
{
    return Renaming(m_document, what, newName).make();
}

QStringList DocumentEditor::readers(const DocumentName &what) const
{
    NameReads reads(m_document, what);
    const Result<NameSites> sites = reads.find();
    if (!sites)
        return {};
    QStringList pointers = sites->readers;
    for (const NameSites::Read &read : sites->reads)
        pointers.append(read.binding->pointer);
    const JsonNode &root = m_document.source->root();
    std::sort(pointers.begin(), pointers.end(), [&](const QString &a, const QString &b) {
        return root.at(a)->offset < root.at(b)->offset;
    });
    pointers.removeDuplicates();
    return pointers;
}

} // namespace creact
