// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/elementmime.h"

#include "ui/editing/stackdraft.h"

#include <QCoreApplication>
#include <QMimeData>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString jsonFormat = u"application/json"_s;
const QString pointersFormat = u"application/x-creact-pointers"_s;

/// Which text: the process, the draft and its revision.
QByteArray textIdentity(const StackDraft &draft)
{
    return QByteArray::number(QCoreApplication::applicationPid()) + '-'
        + QByteArray::number(quintptr(&draft), 16) + '-' + QByteArray::number(draft.revision());
}

} // namespace

std::unique_ptr<QMimeData> elementMime(const QByteArray &json, const StackDraft &draft,
                                       const QStringList &pointers)
{
    auto data = std::make_unique<QMimeData>();
    data->setData(jsonFormat, json);
    data->setText(QString::fromUtf8(json));
    data->setData(pointersFormat, textIdentity(draft) + '\n' + pointers.join(u'\n').toUtf8());
    return data;
}

QByteArray elementJson(const QMimeData &data)
{
    return data.hasFormat(jsonFormat) ? data.data(jsonFormat) : data.text().toUtf8();
}

bool hasElements(const QMimeData &data)
{
    return data.hasFormat(jsonFormat) || (data.hasText() && !data.hasUrls());
}

QStringList draggedPointers(const QMimeData &data, const StackDraft &draft)
{
    QStringList lines =
        QString::fromUtf8(data.data(pointersFormat)).split(u'\n', Qt::SkipEmptyParts);
    if (lines.isEmpty() || lines.takeFirst().toLatin1() != textIdentity(draft))
        return {};
    return lines;
}

} // namespace creact
