// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/nodenames.h"

#include "core/stack/ids.h"
#include "core/stack/suggest.h"
#include "core/stack/walk.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

constexpr qsizetype mostListed = 12;

QString listOf(const QStringList &names)
{
    QString text = names.mid(0, mostListed).join(u", "_s);
    if (names.size() > mostListed)
        text += u" and %1 more"_s.arg(names.size() - mostListed);
    return text;
}

} // namespace

NodeNames::NodeNames(const Plan &plan, const StackDocumentPtr &document)
{
    QHash<QString, QString> names;
    if (document)
        forEachElement(*document, [&](const Element &element, const Component *) {
            if (element.kind == Element::Kind::Construct)
                names.insert(element.pointer, element.as);
        });
    QSet<QString> known;
    for (const Plan::Item &item : plan.items) {
        if (known.contains(item.nodeId))
            continue;
        known.insert(item.nodeId);
        const QString segment = item.nodeId.section(u'.', -1);
        m_entries.append({item.nodeId, names.value(item.pointer),
                          segment.mid(kebabCase(item.constructType).size() + 1), segment});
    }
}

Result<QString> NodeNames::find(const QString &name) const
{
    QStringList found;
    for (const Entry &entry : m_entries) {
        if (entry.id == name)
            return name;
        if (!name.isEmpty()
            && (entry.as == name || entry.key == name || entry.id.endsWith(u'.' + name)))
            found.append(entry.id);
    }
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return unknown(name);
    return Error{ErrorCode::InvalidArgument,
                 u"\"%1\" is more than one node"_s.arg(name),
                 {},
                 u"say which by its id: "_s + listOf(found)};
}

Error NodeNames::unknown(const QString &name) const
{
    QStringList words;
    QStringList shown;
    for (const Entry &entry : m_entries) {
        for (const QString &word : {entry.as, entry.key, entry.segment, entry.id}) {
            if (!word.isEmpty() && !words.contains(word))
                words.append(word);
        }
        const QString best = entry.as.isEmpty() ? entry.segment : entry.as;
        if (!shown.contains(best))
            shown.append(best);
    }
    const QString near = nearest(name, words);
    QString hint = near.isEmpty() ? QString() : u"did you mean \"%1\"? "_s.arg(near);
    hint += shown.isEmpty() ? u"the stack has no nodes"_s : u"there are: "_s + listOf(shown);
    return {ErrorCode::InvalidArgument, u"there is no node \"%1\""_s.arg(name), {}, hint};
}

QList<QCommandLineOption> partOptions()
{
    return {{u"only"_s,
             u"Only this node of the plan and what it needs; may be given again. Its name in the "
             u"document, its key, its full id, or as much of its end as is one node's."_s,
             u"NODE"_s},
            {u"except"_s, u"Leave this node, and what needs it, as it is; may be given again."_s,
             u"NODE"_s}};
}

bool asksForPart(const Invocation &invocation)
{
    return invocation.has(u"only"_s) || invocation.has(u"except"_s);
}

Result<QSet<QString>> leftOut(const Invocation &invocation, const Plan &plan,
                              const NodeNames &names)
{
    QSet<QString> only;
    QSet<QString> except;
    for (const auto &[option, chosen] :
         {std::pair{u"only"_s, &only}, std::pair{u"except"_s, &except}}) {
        for (const QString &name : invocation.lists.value(option)) {
            const Result<QString> id = names.find(name);
            if (!id.ok())
                return id.error();
            chosen->insert(*id);
        }
    }
    QSet<QString> left = plan.withDependents(except);
    if (!only.isEmpty())
        left += plan.allBut(only);
    return left;
}

} // namespace creact::cli
