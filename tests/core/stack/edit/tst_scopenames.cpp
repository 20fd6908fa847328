// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentreader.h"
#include "core/stack/edit/scopenames.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

ConstructTypes scopeTypes()
{
    ConstructTypes types;
    ConstructType server;
    server.name = u"Server"_s;
    server.outputs = {{u"id"_s, ValueType::String, {}}, {u"url"_s, ValueType::String, {}}};
    types.add(server);
    return types;
}

const QByteArray sample = R"({"creact": 1, "stack": "s",
  "components": {"Part": {"props": ["p", "q"], "children": [
    {"show": {"$": "p"}, "children": [{"yield": {"x": 1, "y": {"$": "q"}}}], "else": [{"yield": {"x": "t"}}]}]}},
  "children": [
    {"store": {"n": 0, "list": []}, "as": "counter"},
    {"store": {}, "as": "off", "disabled": true},
    {"construct": "Server", "as": "server", "key": {"$": "1"}, "children": [
      {"component": "Part", "as": "part", "children": [{"show": 1}]},
      {"for": [{"a": 1}, {"b": 2}], "item": "each", "children": [
          {"construct": "Server", "as": "server"}, {"construct": "SetStore", "as": "set", "props": {"storeId": "counter", "key": "m"}}],
       "gather": {"as": "all", "value": {"$": "1"}}, "then": [{"show": 1}]},
      {"boundary": "failure", "children": [{"show": 1}], "fallback": [{"show": 1}]}]},
    {"construct": "Server", "as": "later"}]})";

/// "server:Server(id,url) counter(n,list) Math"
QString namesAt(const QString &pointer)
{
    const LoadedDocument loaded = readStackDocument(sample, {});
    QStringList texts;
    for (const ScopeName &each :
         namesInScope(*loaded.document, scopeTypes(), {u"Math"_s}, pointer)) {
        QStringList members;
        for (const OutputSpec &member : each.members)
            members.append(member.name);
        QString text = each.name;
        if (!each.of.isEmpty())
            text += u':' + each.of;
        if (!members.isEmpty())
            text += u'(' + members.join(u',') + u')';
        texts.append(text);
    }
    return texts.join(u' ');
}

} // namespace

class tst_ScopeNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsWhatIsVisible_data();
    void knowsWhatIsVisible();
    void tellsWhatTheNamesAre();
};

void tst_ScopeNames::knowsWhatIsVisible_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const QString &pointer, const QString &names) {
        QTest::newRow(name) << pointer << names;
    };
    const QString store = u"counter(n,list,m)"_s;
    const QString below = u"server:Server(id,url) "_s + store + u" Math"_s;
    row("nothing before the store", u"/children/0/store/n"_s, u"Math"_s);
    row("own name, not in own props", u"/children/2/props/x"_s, store + u" Math"_s);
    row("own key", u"/children/2/key"_s, store + u" Math"_s);
    row("children of a construct", u"/children/2/children/0/props/p"_s, below);
    row("children of a use", u"/children/2/children/0/children/0/show"_s,
        u"part:Part(x,y) "_s + below);
    row("key of a for", u"/children/2/children/1/key"_s, u"each(a,b) "_s + below);
    row("list of a for", u"/children/2/children/1/for"_s, below);
    row("children of a for", u"/children/2/children/1/children/0/props/x"_s,
        u"each(a,b) "_s + below);
    row("gathered value", u"/children/2/children/1/gather/value"_s,
        u"set:SetStore(n,list,m) server:Server(id,url) each(a,b) counter(n,list,m) Math"_s);
    row("then", u"/children/2/children/1/then/0/show"_s, u"all "_s + below);
    row("children of a boundary", u"/children/2/children/2/children/0/show"_s, below);
    row("fallback", u"/children/2/children/2/fallback/0/show"_s,
        u"failure(code,message,where,hint) "_s + below);
    row("siblings that follow a construct", u"/children/3/props/x"_s, store + u" Math"_s);
    row("a value that is not there", u"/children/3/key"_s, store + u" Math"_s);
    row("an element that is not there", u"/children/2/children/9/props/x"_s, below);
    row("a component", u"/components/Part/children/0/show"_s, u"q p Math"_s);
    row("deep in a component", u"/components/Part/children/0/else/0/yield/x"_s, u"q p Math"_s);
    row("no component", u"/components/Nope/children/0/show"_s, u"Math"_s);
    row("nowhere", u""_s, u"Math"_s);
}

void tst_ScopeNames::knowsWhatIsVisible()
{
    QFETCH(QString, pointer);
    QFETCH(QString, names);
    QCOMPARE(namesAt(pointer), names);
}

void tst_ScopeNames::tellsWhatTheNamesAre()
{
    const LoadedDocument loaded = readStackDocument(sample, {});
    const QList<ScopeName> names =
        namesInScope(*loaded.document, scopeTypes(), {u"Math"_s}, u"/children/2/children/1/key"_s);
    QCOMPARE(names.at(0).kind, ScopeName::Kind::Item);
    QCOMPARE(names.at(0).pointer, u"/children/2/children/1"_s);
    QCOMPARE(names.at(1).kind, ScopeName::Kind::Construct);
    QCOMPARE(names.at(2).kind, ScopeName::Kind::Store);
    QCOMPARE(names.at(2).members.at(0).type, ValueType::Number);
    QCOMPARE(names.at(2).members.at(1).type, ValueType::Array);
    QCOMPARE(names.at(3).kind, ScopeName::Kind::Builtin);
}

QTEST_GUILESS_MAIN(tst_ScopeNames)
#include "tst_scopenames.moc"
