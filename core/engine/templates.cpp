// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/templates.h"

#include "core/stack/stackname.h"
#include "core/stack/suggest.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr QLatin1StringView templateRoot(":/assets/templates/");
constexpr QLatin1StringView documentSuffix(".stack.json");
constexpr QLatin1StringView webPage(":/assets/public/index.html");

struct TemplateText {
    const char *name;
    const char *title;
    const char *description;
};

constexpr TemplateText texts[] = {
    {"agent", QT_TRANSLATE_NOOP("Templates", "Agent"),
     QT_TRANSLATE_NOOP("Templates",
                       "A chat agent with a memory that looks things up in an encyclopedia")},
    {"agent-sessions", QT_TRANSLATE_NOOP("Templates", "Sessions"),
     QT_TRANSLATE_NOOP("Templates",
                       "The agent for several people at once, with a memory for each of them")},
    {"counter", QT_TRANSLATE_NOOP("Templates", "Counter"),
     QT_TRANSLATE_NOOP("Templates",
                       "Counts the messages it is sent, across restarts: the smallest stack")},
    {"watcher", QT_TRANSLATE_NOOP("Templates", "Watcher"),
     QT_TRANSLATE_NOOP(
         "Templates", "A job without a chat: reads a page every hour, and writes a summary of it")},
};

/// A template by a name that it had before.
QString presentName(const QString &name)
{
    return name == "sessions"_L1 ? u"agent-sessions"_s : name;
}

Error copyError(const QString &path, const QString &reason)
{
    return {ErrorCode::IoError, u"%1 cannot be written: %2"_s.arg(path, reason), path, {}};
}

Result<void> copyFile(const QString &from, const QString &to)
{
    if (!QDir().mkpath(QFileInfo(to).path()))
        return copyError(QFileInfo(to).path(), u"the folder cannot be made"_s);
    QFile source(from);
    if (!source.copy(to))
        return copyError(to, source.errorString());
    // Resources are read-only, and so would be their copies.
    QFile::setPermissions(
        to, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return {};
}

Result<void> copyTree(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const Result<void> copied = copyFile(path, to + path.mid(from.size()));
        if (!copied.ok())
            return copied.error();
    }
    return {};
}

QString documentOf(const QString &folder)
{
    const QStringList documents = QDir(folder).entryList({u"*.stack.json"_s}, QDir::Files);
    return documents.isEmpty() ? QString() : documents.first();
}

/// The document names "public" as what its server serves.
bool servesPublic(const QString &document)
{
    QFile file(document);
    return file.open(QFile::ReadOnly) && file.readAll().contains("\"public\"");
}

Result<void> replaceIn(const QString &path, const QByteArray &before, const QByteArray &after)
{
    QFile file(path);
    if (!file.open(QFile::ReadWrite))
        return copyError(path, file.errorString());
    const QByteArray text = file.readAll().replace(before, after);
    if (!file.resize(0) || file.write(text) != text.size() || !file.flush())
        return copyError(path, file.errorString());
    return {};
}

/// Gives the stack that was copied another name: in its document, as that of the document, and
/// where its README tells how to run it.
Result<void> rename(const QDir &folder, const QString &before, const QString &after)
{
    const QString from = folder.filePath(before + documentSuffix);
    const QString to = folder.filePath(after + documentSuffix);
    QFile document(from);
    if (!document.rename(to))
        return copyError(to, document.errorString());
    const Result<void> named = replaceIn(to, u"\"stack\": \"%1\""_s.arg(before).toUtf8(),
                                         u"\"stack\": \"%1\""_s.arg(after).toUtf8());
    const QString readme = folder.filePath(u"README.md"_s);
    if (!named.ok() || !QFile::exists(readme))
        return named;
    return replaceIn(readme, (before + documentSuffix).toUtf8(), (after + documentSuffix).toUtf8());
}

} // namespace

QList<TemplateInfo> templates()
{
    QList<TemplateInfo> list;
    for (const TemplateText &text : texts) {
        const QString name = QString::fromLatin1(text.name);
        if (!documentOf(templateRoot + name).isEmpty()) {
            list.append({name, QCoreApplication::translate("Templates", text.title),
                         QCoreApplication::translate("Templates", text.description)});
        }
    }
    return list;
}

QByteArray templateDocument(const QString &name)
{
    const QString folder = templateRoot + name;
    const QString document = documentOf(folder);
    QFile file(folder + u'/' + document);
    return !document.isEmpty() && file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

QString templateHelp(const QString &name)
{
    QFile file(templateRoot + presentName(name) + u"/README.md"_s);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Result<void> checkNewStack(const QString &stackName, const QString &folder)
{
    if (!isValidStackName(stackName)) {
        return Error{ErrorCode::InvalidStackName,
                     u"\"%1\" cannot be the name of a stack"_s.arg(stackName),
                     {},
                     u"letters, digits, dots, hyphens and underscores, the first one a letter or "
                     "digit, 64 at the most"_s};
    }
    const QFileInfo info(folder);
    if (info.exists()
        && (!info.isDir()
            || !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))) {
        return Error{ErrorCode::AlreadyExists,
                     u"%1 is there already"_s.arg(folder),
                     {},
                     u"name a folder that does not exist, or an empty one"_s};
    }
    return {};
}

Result<QString> createFromTemplate(const QString &name, const QString &folder,
                                   const QString &stackName)
{
    QStringList names;
    for (const TemplateInfo &each : templates())
        names.append(each.name);
    if (!names.contains(presentName(name))) {
        return Error{ErrorCode::NotFound,
                     u"there is no template \"%1\""_s.arg(name),
                     {},
                     didYouMean(name, names)};
    }
    const QString source = templateRoot + presentName(name);
    const QString document = documentOf(source);
    const QString ownName = document.chopped(documentSuffix.size());
    const QString newName = stackName.isEmpty() ? ownName : stackName;
    if (const Result<void> possible = checkNewStack(newName, folder); !possible.ok())
        return possible.error();

    const Result<void> copied = copyTree(source, folder);
    if (!copied.ok())
        return copied.error();
    const QString page = QDir(folder).filePath(u"public/index.html"_s);
    if (servesPublic(source + u'/' + document) && QFile::exists(webPage) && !QFile::exists(page)) {
        const Result<void> pageCopied = copyFile(webPage, page);
        if (!pageCopied.ok())
            return pageCopied.error();
    }
    if (newName != ownName) {
        const Result<void> renamed = rename(QDir(folder), ownName, newName);
        if (!renamed.ok())
            return renamed.error();
    }
    return QDir::cleanPath(QDir(folder).filePath(newName + documentSuffix));
}

} // namespace creact
