// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/templates.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestTemplates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFolderOfTheResourcesIsOffered();
    void theDocumentIsMadeWritable();
    void anEmptyFolderIsTaken();
    void aFolderWithAHiddenFileIsNot();
    void anUnknownNameIsNotFound();
    void aFolderThatCannotBeMadeIsAnError();
};

void TestTemplates::everyFolderOfTheResourcesIsOffered()
{
    QStringList names;
    for (const TemplateInfo &each : templates()) {
        names.append(each.name);
        QVERIFY(!each.title.isEmpty());
        QVERIFY(!each.description.isEmpty());
    }
    names.sort();
    QCOMPARE(names, QDir(u":/assets/templates"_s).entryList(QDir::Dirs, QDir::Name));
}

void TestTemplates::theDocumentIsMadeWritable()
{
    const QTemporaryDir folder;
    for (const TemplateInfo &each : templates()) {
        const Result<QString> document = createFromTemplate(each.name, folder.filePath(each.name));
        QVERIFY(document.ok());
        QVERIFY(document->endsWith(u".stack.json"_s));
        QVERIFY(QFile::permissions(*document) & QFile::WriteOwner);
    }
    QVERIFY(QFile::exists(folder.filePath(u"agent/public/index.html"_s)));
}

void TestTemplates::anEmptyFolderIsTaken()
{
    const QTemporaryDir folder;
    QVERIFY(createFromTemplate(u"agent"_s, folder.path()).ok());
}

void TestTemplates::aFolderWithAHiddenFileIsNot()
{
    const QTemporaryDir folder;
    QFile hidden(folder.filePath(u".env"_s));
    QVERIFY(hidden.open(QFile::WriteOnly));
    const Result<QString> document = createFromTemplate(u"agent"_s, folder.path());
    QVERIFY(!document.ok());
    QCOMPARE(document.error().code, ErrorCode::AlreadyExists);
}

void TestTemplates::anUnknownNameIsNotFound()
{
    const QTemporaryDir folder;
    for (const QString &name : {u"agnet"_s, u""_s, u"../public"_s}) {
        const Result<QString> document = createFromTemplate(name, folder.filePath(u"new"_s));
        QVERIFY(!document.ok());
        QCOMPARE(document.error().code, ErrorCode::NotFound);
    }
}

void TestTemplates::aFolderThatCannotBeMadeIsAnError()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    const Result<QString> document =
        createFromTemplate(u"agent"_s, folder.filePath(u"file/below"_s));
    QVERIFY(!document.ok());
    QCOMPARE(document.error().code, ErrorCode::IoError);
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
