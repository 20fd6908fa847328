// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspectorstage.h"

#include <QListWidget>

using namespace creact;
using namespace Qt::StringLiterals;

/// The field of a model's name, which knows those that the endpoint has; by keyboard.
class TestModelField : public InspectorStage {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void asksTheEndpointWhenItIsOpened();
    void writesWhatIsChosen();
    void narrowsTheListAsOneTypes();
    void asksOnlyOnce();
    void saysWhyThereAreNone();
    void asksTheEndpointOfItsElement();
    void offersTheEndpointsThatAreSetUp();
    void offersTheEndpointsOwnModelFirst();
    void closesOnEscapeAndKeepsTheText();
    void outlivesItsField();

private:
    const QString model = u"/props/model"_s;
    QList<QPair<QString, Done<QStringList>>> &questions()
    {
        return m_stage->script().modelQuestions;
    }
    void drop()
    {
        input(model)->setFocus();
        press(model, Qt::Key_Down);
    }
    bool isListOpen() const
    {
        const QWidget *popup = m_stage->window.findChild<QWidget *>(u"namePopup"_s);
        return popup && popup->isVisible();
    }
    void setUp(const QString &name, const QString &preferred)
    {
        EndpointProfile profile;
        profile.name = name;
        profile.baseUrl = QUrl(u"http://localhost:1/v1"_s);
        profile.model = preferred;
        m_stage->endpoint.setFile(m_stage->dir.filePath(u"endpoints.json"_s));
        QVERIFY(m_stage->endpoint.save(profile).ok());
    }
    QString status() const { return m_stage->find<QLabel>("nameStatus")->text(); }
    QStringList names() const
    {
        QStringList all;
        const auto *list = m_stage->find<QListWidget>("nameList");
        for (int row = 0; row < list->count(); ++row)
            all.append(list->item(row)->text());
        return all;
    }
};

void TestModelField::asksTheEndpointWhenItIsOpened()
{
    select(modelAt);
    QVERIFY(questions().isEmpty());
    drop();
    QCOMPARE(questions().size(), 1);
    QCOMPARE(questions().first().first, QString());
    QVERIFY(isListOpen());
    // The names of the document are there at once.
    QCOMPARE(names(), QStringList{u"gpt-4o-mini"_s});
    QVERIFY(status().startsWith(u"Asking "_s));
    questions().first().second(QStringList{u"gpt-4o"_s, u"gpt-4o-mini"_s, u"o3"_s});
    QCOMPARE(names(), (QStringList{u"gpt-4o-mini"_s, u"gpt-4o"_s, u"o3"_s}));
    QCOMPARE(status(), QString());
    QCOMPARE(m_stage->window.focusWidget(), input(model));
    QCOMPARE(text(), stackText);
}

void TestModelField::writesWhatIsChosen()
{
    select(modelAt);
    drop();
    questions().first().second(QStringList{u"gpt-4o"_s, u"o3"_s});
    press(model, Qt::Key_Down);
    press(model, Qt::Key_Return);
    QVERIFY(!isListOpen());
    QCOMPARE(text(), withReplaced("\"gpt-4o-mini\"", "\"gpt-4o\""));
    QCOMPARE(m_stage->window.focusWidget(), input(model));
    undo();
    QTRY_COMPARE(line(model)->text(), u"gpt-4o-mini"_s);
}

void TestModelField::narrowsTheListAsOneTypes()
{
    select(modelAt);
    drop();
    questions().first().second(QStringList{u"gpt-4o"_s, u"o3"_s});
    QTest::keyClick(input(model), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(input(model), u"o"_s);
    QCOMPARE(names(), (QStringList{u"o3"_s, u"gpt-4o-mini"_s, u"gpt-4o"_s}));
    QTest::keyClicks(input(model), u"3"_s);
    QCOMPARE(names(), QStringList{u"o3"_s});
    QTest::keyClicks(input(model), u"-none"_s);
    QVERIFY(!isListOpen());
    // What nobody lists may be written all the same.
    press(model, Qt::Key_Return);
    QCOMPARE(text(), withReplaced("gpt-4o-mini", "o3-none"));
}

void TestModelField::asksOnlyOnce()
{
    select(modelAt);
    drop();
    questions().first().second(QStringList{u"o3"_s});
    press(model, Qt::Key_Escape);
    select(u"/children/1"_s);
    select(modelAt);
    drop();
    QCOMPARE(questions().size(), 1);
    QCOMPARE(names(), (QStringList{u"gpt-4o-mini"_s, u"o3"_s}));
}

void TestModelField::saysWhyThereAreNone()
{
    select(modelAt);
    drop();
    questions().first().second(
        Error{ErrorCode::ModelUnreachable, u"Nothing listens."_s, {}, u"Start it."_s});
    QCOMPARE(status(), u"Nothing listens. Start it."_s);
    QVERIFY(error(model)->isHidden()); // nothing is wrong with the name
    QCOMPARE(names(), QStringList{u"gpt-4o-mini"_s});
    press(model, Qt::Key_Escape);
    // It may be there now.
    drop();
    QCOMPARE(questions().size(), 2);
    QVERIFY(status().startsWith(u"Asking "_s));
}

void TestModelField::asksTheEndpointOfItsElement()
{
    select(modelAt);
    enter(u"/props/endpoint"_s, u"demo"_s);
    press(u"/props/endpoint"_s, Qt::Key_Return);
    QTRY_VERIFY(field(u"/props/endpoint"_s)->field().value);
    drop();
    QCOMPARE(questions().last().first, u"demo"_s);
}

void TestModelField::offersTheEndpointsThatAreSetUp()
{
    setUp(u"work"_s, {});
    select(modelAt);
    input(u"/props/endpoint"_s)->setFocus();
    press(u"/props/endpoint"_s, Qt::Key_Down);
    QCOMPARE(names(), (QStringList{u"demo"_s, u"work"_s}));
    press(u"/props/endpoint"_s, Qt::Key_Down);
    press(u"/props/endpoint"_s, Qt::Key_Return);
    QVERIFY(text().contains("\"endpoint\": \"work\""));
}

void TestModelField::offersTheEndpointsOwnModelFirst()
{
    setUp(u"work"_s, u"o3"_s);
    m_stage->endpoint.choose(m_stage->controller.path(), u"work"_s);
    select(modelAt);
    drop();
    questions().first().second(QStringList{u"gpt-4o"_s, u"gpt-4o-mini"_s, u"o3"_s});
    QCOMPARE(names(), (QStringList{u"gpt-4o-mini"_s, u"o3"_s, u"gpt-4o"_s}));
    // The name may mean another server now, so that is asked anew.
    press(model, Qt::Key_Escape);
    setUp(u"work"_s, {});
    drop();
    QCOMPARE(questions().size(), 2);
}

void TestModelField::closesOnEscapeAndKeepsTheText()
{
    select(modelAt);
    drop();
    QTest::keyClicks(input(model), u"x"_s);
    QTest::keyClick(input(model), Qt::Key_Backspace);
    QTest::keyClick(input(model), Qt::Key_Down);
    QVERIFY(isListOpen());
    const QString typed = line(model)->text();
    press(model, Qt::Key_Escape);
    QVERIFY(!isListOpen());
    QCOMPARE(line(model)->text(), typed);
    QCOMPARE(text(), stackText);
}

void TestModelField::outlivesItsField()
{
    select(modelAt);
    drop();
    select(u"/children/1"_s);
    QVERIFY(!isListOpen());
    questions().first().second(QStringList{u"o3"_s});
    close();
    QVERIFY(!m_stage);
}

QTEST_MAIN(TestModelField)
#include "tst_modelfield.moc"
