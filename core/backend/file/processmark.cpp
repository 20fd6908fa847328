// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/processmark.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString systemMark()
{
    const QString boot =
        QString::fromLatin1(contentOf(u"/proc/sys/kernel/random/boot_id"_s).trimmed());
    const QString space = QFileInfo(u"/proc/self/ns/pid"_s).symLinkTarget().section(u'/', -1);
    return boot.isEmpty() || space.isEmpty() ? QString() : boot + u'/' + space;
}

/// Field 22 of /proc/<pid>/stat; empty when there is no such process, or only its exit status is
/// left.
QString startTime(const QString &pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    // The second field, the program's name in parentheses, may hold anything.
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
    if (fields.size() < 20 || fields.first() == "Z" || fields.first() == "X")
        return {};
    return QString::fromLatin1(fields.at(19));
}

} // namespace

QString processMark()
{
    const QString system = systemMark();
    const QString pid = QString::number(QCoreApplication::applicationPid());
    const QString start = startTime(pid);
    return system.isEmpty() || start.isEmpty() ? QString() : u"%1/%2/%3"_s.arg(system, pid, start);
}

bool isProcessGone(const QString &mark)
{
    const QString system = systemMark();
    const QStringList parts = mark.split(u'/');
    if (system.isEmpty() || parts.size() != 4 || !mark.startsWith(system + u'/'))
        return false;
    if (startTime(QString::number(QCoreApplication::applicationPid())).isEmpty())
        return false; // /proc shows nothing, so it proves nothing
    return startTime(parts.at(2)) != parts.at(3);
}

} // namespace creact
