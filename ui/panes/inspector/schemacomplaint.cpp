// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/schemacomplaint.h"

#include "core/base/jsondocument.h"
#include "core/base/jsonschema.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

struct SchemaText {
    Q_DECLARE_TR_FUNCTIONS(SchemaText)
};

/// A sentence of problemWithSchema(), and what it is in the window's language: %1 where, %2 what.
struct KnownComplaint {
    QString pattern;
    QString text;
};

QList<KnownComplaint> knownComplaints()
{
    return {
        {u"^(.+) must be a schema: an object, true or false\\.$"_s,
         SchemaText::tr("%1 must be a schema: an object, true or false.")},
        {u"^(.+) is nested too deep\\.$"_s, SchemaText::tr("%1 is nested too deep.")},
        {u"^(.+): there is no type \"(.*)\"\\.$"_s, SchemaText::tr("%1: there is no type \"%2\".")},
        {u"^(.+) must be an object of schemas\\.$"_s,
         SchemaText::tr("%1 must be an object of schemas.")},
        {u"^(.+) must be a list\\.$"_s, SchemaText::tr("%1 must be a list.")},
        {u"^(.+) is no regular expression that can be used\\.$"_s,
         SchemaText::tr("%1 is no regular expression that can be used.")},
        {u"^(.+): nothing is at \"(.*)\" in this schema\\.$"_s,
         SchemaText::tr("%1: nothing is at \"%2\" in this schema.")},
    };
}

/// The value at a path like `.properties["a b"].anyOf[1]`, as far as there is one.
const JsonNode *nodeAtPath(const JsonNode &root, const QString &path)
{
    static const QRegularExpression step(
        uR"re(\.([A-Za-z_$][A-Za-z0-9_-]*)|\["(.*?)"\](?=[.\[]|$)|\[(\d+)\])re"_s);
    const JsonNode *here = &root;
    for (auto steps = step.globalMatch(path); steps.hasNext();) {
        const QRegularExpressionMatch match = steps.next();
        const QString key = match.captured(1) + match.captured(2);
        const auto index = match.captured(3).toULongLong();
        const JsonNode *next = match.capturedLength(3) == 0 ? here->find(key)
            : index < here->items.size()                    ? &here->items[index]
                                                            : nullptr;
        if (!next)
            break;
        here = next;
    }
    return here;
}

} // namespace

QString schemaComplaint(const QString &text, const QString &name)
{
    const JsonDocument document = JsonDocument::parse(text.toUtf8());
    const QString problem = problemWithSchema(document.root().toJson().toObject(), name);
    for (const KnownComplaint &each :
         problem.isEmpty() ? QList<KnownComplaint>() : knownComplaints()) {
        const QRegularExpressionMatch match = QRegularExpression(each.pattern).match(problem);
        if (!match.hasMatch())
            continue;
        const QString place = match.captured(1);
        const QString sentence = each.text.contains("%2"_L1)
            ? each.text.arg(place, match.captured(2))
            : each.text.arg(place);
        const JsonNode *node = nodeAtPath(document.root(), place.sliced(name.size()));
        return SchemaText::tr("Line %1: %2", "line, problem")
            .arg(QLocale().toString(document.lineColumn(node->offset).line), sentence);
    }
    return problem;
}

} // namespace creact
