// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/templates.h"

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
    {"counter", QT_TRANSLATE_NOOP("Templates", "Counter"),
     QT_TRANSLATE_NOOP("Templates",
                       "Counts the messages it is sent, across restarts: the smallest stack")},
};

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

Result<QString> createFromTemplate(const QString &name, const QString &folder)
{
    QStringList names;
    for (const TemplateInfo &each : templates())
        names.append(each.name);
    if (!names.contains(name)) {
        return Error{ErrorCode::NotFound,
                     u"there is no template \"%1\""_s.arg(name),
                     {},
                     didYouMean(name, names)};
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

    const QString source = templateRoot + name;
    const QString document = documentOf(source);
    const Result<void> copied = copyTree(source, folder);
    if (!copied.ok())
        return copied.error();
    const QString page = QDir(folder).filePath(u"public/index.html"_s);
    if (servesPublic(source + u'/' + document) && QFile::exists(webPage) && !QFile::exists(page)) {
        const Result<void> pageCopied = copyFile(webPage, page);
        if (!pageCopied.ok())
            return pageCopied.error();
    }
    return QDir::cleanPath(QDir(folder).filePath(document));
}

} // namespace creact
