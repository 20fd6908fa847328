// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/studioprovider.h"
#include "core/stack/documentcheck.h"
#include "core/stack/edit/jsonstyle.h"
#include "core/stack/edit/palette.h"
#include "core/stack/expression/scriptengine.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(creact::ElementPlace)

namespace {

QByteArray templateText(const QString &name)
{
    return readDocumentText(QStringLiteral(TEMPLATES_DIR "/%1/%1.stack.json").arg(name)).value();
}

/// Every list of elements that is there, with every index in it.
QList<ElementPlace> placesIn(const JsonNode &node, const QString &pointer)
{
    QList<ElementPlace> places;
    for (const JsonMember &member : node.members) {
        const QString at = pointer + u'/' + member.name;
        if (member.name == u"components") {
            for (const JsonMember &component : member.value.members)
                places += placesIn(component.value, at + u'/' + component.name);
        }
        if (member.name != u"children" && member.name != u"else" && member.name != u"then"
            && member.name != u"fallback")
            continue;
        for (std::size_t i = 0; i <= member.value.items.size(); ++i) {
            places.append({at, static_cast<int>(i)});
            if (i < member.value.items.size())
                places += placesIn(member.value.items[i], at + u'/' + QString::number(i));
        }
    }
    return places;
}

} // namespace

class tst_Palette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void offersNothingWhereNothingFits();
    void offersWhatFits();
    void fillsInWhatIsInScope_data();
    void fillsInWhatIsInScope();
    void givesNamesAndKeysOfTheirOwn();
    void addsNoErrorsButWhatMustBeWritten_data();
    void addsNoErrorsButWhatMustBeWritten();

private:
    QStringList namesAt(const QByteArray &text, const ElementPlace &place) const;
    QByteArray elementAt(const QByteArray &text, const ElementPlace &place,
                         const QString &name) const;

    StudioProvider m_provider{{}};
    const ConstructTypes &m_types = m_provider.constructTypes();
    ScriptEngine m_engine;
};

QStringList tst_Palette::namesAt(const QByteArray &text, const ElementPlace &place) const
{
    QStringList names;
    for (const PaletteEntry &each : paletteFor(readStackDocument(text, {}), m_types, place))
        names.append(each.name);
    return names;
}

QByteArray tst_Palette::elementAt(const QByteArray &text, const ElementPlace &place,
                                  const QString &name) const
{
    for (const PaletteEntry &each : paletteFor(readStackDocument(text, {}), m_types, place)) {
        if (each.name == name)
            return onOneLine(each.element.toText(), {{}, ":", ","});
    }
    return {};
}

void tst_Palette::offersNothingWhereNothingFits()
{
    const QByteArray text =
        R"({"creact": 1, "stack": "s", "children": [{"store": {}, "as": "s"}]})";
    QCOMPARE(namesAt(text, {u"/children/0/children"_s, 0}), QStringList());
    QCOMPARE(namesAt(text, {u"/nowhere"_s, 0}), QStringList());
    QCOMPARE(namesAt("{", {u"/children"_s, 0}), QStringList());
}

void tst_Palette::offersWhatFits()
{
    const QByteArray text = templateText(u"agent"_s);
    const QStringList names = namesAt(text, {u"/children"_s, -1});
    QCOMPARE(names.first(), m_types.all().first().name);
    QCOMPARE(names.sliced(m_types.all().size()),
             (QStringList{u"show"_s, u"for"_s, u"store"_s, u"boundary"_s, u"Agent"_s}));
    QVERIFY(namesAt(text, {u"/components/Agent/children"_s, 0}).contains(u"yield"_s));
    for (const PaletteEntry &each :
         paletteFor(readStackDocument(text, {}), m_types, {u"/components/Agent/children"_s, 0}))
        QVERIFY2(!each.doc.isEmpty(), qPrintable(each.name));
}

void tst_Palette::fillsInWhatIsInScope_data()
{
    QTest::addColumn<ElementPlace>("place");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("element");
    const auto row = [](const QString &name, const ElementPlace &place, const QByteArray &element) {
        QTest::newRow(qPrintable(name + place.list)) << place << name << element;
    };
    const ElementPlace top{u"/children"_s, -1};
    const ElementPlace inServer{u"/children/0/children"_s, -1};
    const ElementPlace inTool{u"/children/0/children/0/children/0/children/0/children/0/children"_s,
                              -1};
    const ElementPlace inTurn{
        u"/children/0/children/0/children/0/children/0/children/0/children/0/children"_s, -1};
    const ElementPlace inAnswer{inTurn.list + u"/0/children/0/children"_s, -1};
    const ElementPlace inAgent{u"/components/Agent/children"_s, -1};
    const ElementPlace inCompletion{u"/components/Agent/children/0/children"_s, -1};
    const ElementPlace inCall{u"/components/Agent/children/0/children/0/children"_s, -1};

    row(u"HttpServer"_s, top, R"({"construct":"HttpServer","as":"httpServer","key":"httpServer"})");
    row(u"ChatHandler"_s, top,
        R"({"construct":"ChatHandler","as":"chatHandler","props":{"serverId":{"$":""}}})");
    row(u"ChatHandler"_s, inServer,
        R"({"construct":"ChatHandler","as":"chatHandler","key":"chatHandler","props":{"serverId":{"$":"server.id"}}})");
    row(u"Timer"_s, top, R"({"construct":"Timer","as":"timer","props":{"everySeconds":60}})");
    row(u"Tool"_s, inTool, R"({"construct":"Tool","as":"tool"})");
    row(u"show"_s, inTool,
        R"({"show":{"$":"chat.pending"},"key":{"$":"chat.pending.id"},"children":[]})");
    row(u"show"_s, inTurn, R"({"show":true,"children":[]})");
    row(u"store"_s, inTurn, R"({"store":{},"as":"store"})");
    row(u"boundary"_s, inTurn, R"({"boundary":"failure2","children":[],"fallback":[]})");
    row(u"AddMessages"_s, inAnswer,
        R"({"construct":"AddMessages","key":"2","props":{"memoryId":{"$":"memory.id"},"newMessages":{"$":"[{role: 'user', content: chat.pending.content}, {role: 'assistant', content: answer.response}]"},"once":{"$":"chat.pending.id"}}})");
    row(u"ChatResponse"_s, inAnswer,
        R"({"construct":"ChatResponse","props":{"handlerId":{"$":"chat.id"},"messageId":{"$":"chat.pending.id"},"content":{"$":"answer.response"}}})");
    row(u"Completion"_s, inTurn,
        R"({"construct":"Completion","as":"completion2","key":"completion2","props":{"model":{"$":"model"},"messages":{"$":"[...untrack(() => memory.messages), {role: 'user', content: chat.pending.content}]"},"tools":{"$":"[wiki]"},"requestId":{"$":"chat.pending.id"}}})");
    row(u"Agent"_s, inTurn,
        R"({"component":"Agent","as":"agent","key":"agent","props":{"requestId":{"$":"chat.pending.id"},"model":{"$":"model"},"messages":{"$":"[...untrack(() => memory.messages), {role: 'user', content: chat.pending.content}]"},"tools":{"$":"[wiki]"},"depth":{"$":""}}})");
    row(u"Agent"_s, inAgent,
        R"({"component":"Agent","as":"agent","key":"agent","props":{"requestId":{"$":"requestId"},"model":{"$":"model"},"messages":{"$":"messages"},"tools":{"$":"tools"},"depth":{"$":"depth"}}})");
    row(u"for"_s, inCompletion,
        R"({"for":{"$":"completion.toolCalls"},"item":"call2","key":{"$":"call2.id"},"children":[]})");
    row(u"yield"_s, inCompletion, R"({"yield":{"response":{"$":""},"said":{"$":""}}})");
    row(u"ToolExec"_s, inCall,
        R"({"construct":"ToolExec","as":"toolExec","key":"toolExec","props":{"callId":{"$":"call.id"},"name":{"$":"call.name"},"args":{"$":"call.args"},"tools":{"$":"tools"}}})");
}

void tst_Palette::fillsInWhatIsInScope()
{
    QFETCH(ElementPlace, place);
    QFETCH(QString, name);
    QFETCH(QByteArray, element);
    QCOMPARE(elementAt(templateText(u"agent"_s), place, name), element);
}

void tst_Palette::givesNamesAndKeysOfTheirOwn()
{
    const QByteArray text = templateText(u"counter"_s);
    QVERIFY(elementAt(text, {u"/children/1/children/0/children/0/children"_s, -1}, u"SetStore"_s)
                .contains(R"("storeId":"counter")"));
    const QByteArray tools = R"({"creact": 1, "stack": "s", "children": [
        {"construct": "Tool", "as": "tool"}, {"construct": "Tool", "key": "tool2"}]})";
    QCOMPARE(elementAt(tools, {u"/children"_s, 2}, u"Tool"_s),
             QByteArray(R"({"construct":"Tool","as":"tool2","key":"tool22"})"));
}

void tst_Palette::addsNoErrorsButWhatMustBeWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("agent") << u"agent"_s;
    QTest::newRow("counter") << u"counter"_s;
}

void tst_Palette::addsNoErrorsButWhatMustBeWritten()
{
    QFETCH(QString, name);
    const QByteArray text = templateText(name);
    const LoadedDocument loaded = readStackDocument(text, {});
    const DocumentEditor editor(loaded);
    int added = 0;
    for (const ElementPlace &place : placesIn(loaded.source->root(), {})) {
        for (const PaletteEntry &entry : paletteFor(loaded, m_types, place)) {
            const Result<DocumentEdit> edit = editor.insert(place, entry.element);
            QVERIFY(edit.ok());
            const LoadedDocument after =
                loadStackDocument(edited(text, edit->edits).value(), {}, m_types, m_engine);
            const bool isEndless =
                std::any_of(after.problems.begin(), after.problems.end(), [](const Problem &each) {
                    return each.code == u"endless_component"; // its show or for comes next
                });
            for (const Problem &problem : after.problems)
                QVERIFY2(problem.severity == Problem::Severity::Warning || isEndless
                             || problem.code == u"empty_expression"
                             || problem.code == u"missing_prop",
                         qPrintable(entry.name + u' ' + toText(problem)));
            ++added;
        }
    }
    QVERIFY(added > 100);
}

QTEST_GUILESS_MAIN(tst_Palette)
#include "tst_palette.moc"
