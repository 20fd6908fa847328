// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QByteArray text = "{ \"creact\": 1, \"stack\": \"s\", \"children\": [] }\n";

} // namespace

/// What the controller does with the document: opened, looked at again, saved.
class TestStackController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void lookingAgainKeepsTheDraft();
    void reloadingTakesTheFileAndCanBeUndone();
    void opensThePathOfWhatIsOpen();
    void savesBeforeItApplies();
    void appliesNothingWhenItCannotSave();
    void aLiveStackIsNotSavedAsAnother();

private:
    void edit() { QVERIFY(m_controller->draft()->type({1, {}, " "})); }
    EngineScript &script() { return EngineScript::of(*m_engine); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    NoSecrets m_secrets;
    std::unique_ptr<EndpointSettings> m_endpoint;
    std::unique_ptr<RecentStacks> m_recent;
    std::unique_ptr<StorageSettings> m_storage;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<StackController> m_controller;
    QString m_path;
};

void TestStackController::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"s.stack.json"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    m_settings = std::make_unique<QSettings>(m_dir->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_endpoint = std::make_unique<EndpointSettings>(*m_settings, m_secrets);
    m_recent = std::make_unique<RecentStacks>(*m_settings);
    m_storage = std::make_unique<StorageSettings>(*m_settings);
    m_engine = std::make_unique<Engine>();
    m_controller = std::make_unique<StackController>(*m_engine, *m_endpoint, *m_recent, *m_storage);
    script().onOpen = [this](const OpenRequest &request) {
        StackInfo info = FakeStack::idle();
        info.documentPath = request.documentPath;
        Q_EMIT m_engine->infoChanged(info);
        Q_EMIT m_engine->documentRead(*readStackDocumentFile(request.documentPath));
    };
    m_controller->open(m_path);
    QCOMPARE(m_controller->draft()->text(), text);
}

void TestStackController::cleanup()
{
    m_controller.reset();
}

void TestStackController::lookingAgainKeepsTheDraft()
{
    edit();
    script().edits.clear();
    m_controller->lookAgain();
    QCOMPARE(script().opened.size(), 2);
    QCOMPARE(m_controller->draft()->text(), "{ " + text.mid(1));
    QCOMPARE(m_controller->draft()->undoStack()->count(), 1);
    // The engine has read the file: it is told again what is edited.
    QCOMPARE(script().edits.size(), 1);
    QCOMPARE(script().edits.first().first, "{ " + text.mid(1));
}

void TestStackController::reloadingTakesTheFileAndCanBeUndone()
{
    edit();
    m_controller->reload();
    QTRY_COMPARE(m_controller->draft()->text(), text);
    QVERIFY(!m_controller->draft()->isModified());
    m_controller->draft()->undoStack()->undo();
    QCOMPARE(m_controller->draft()->text(), "{ " + text.mid(1));
}

void TestStackController::opensThePathOfWhatIsOpen()
{
    m_controller->open(m_controller->draft()->path());
    QCOMPARE(m_controller->draft()->path(), m_path);
    QCOMPARE(script().opened.constLast().documentPath, m_path);
}

void TestStackController::savesBeforeItApplies()
{
    edit();
    m_controller->plan()->request();
    QTRY_COMPARE(m_controller->plan()->state(), PlanController::State::Ready);
    m_controller->plan()->apply();
    QCOMPARE(script().saves.size(), 1);
    QCOMPARE(script().deploys.size(), 1);
    QVERIFY(!m_controller->draft()->isModified());
}

void TestStackController::appliesNothingWhenItCannotSave()
{
    edit();
    m_controller->plan()->request();
    QTRY_COMPARE(m_controller->plan()->state(), PlanController::State::Ready);
    script().refuse = Error{ErrorCode::DiskFull, u"Full."_s, {}, {}};
    QSignalSpy failed(m_controller.get(), &StackController::commandFailed);
    m_controller->plan()->apply();
    QCOMPARE(failed.count(), 1);
    QVERIFY(script().deploys.isEmpty());
    QVERIFY(m_controller->draft()->isModified());
}

void TestStackController::aLiveStackIsNotSavedAsAnother()
{
    Q_EMIT m_engine->infoChanged(FakeStack::live());
    QSignalSpy failed(m_controller.get(), &StackController::commandFailed);
    m_controller->saveAs(m_dir->filePath(u"other.stack.json"_s));
    QCOMPARE(failed.count(), 1);
    QVERIFY(script().saves.isEmpty());
}

QTEST_MAIN(TestStackController)
#include "tst_stackcontroller.moc"
