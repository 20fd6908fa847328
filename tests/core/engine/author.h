// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/enginebench.h"

#include <QFile>

namespace creact {

/// A window's side of editing: the text, and which of its revisions the tree is of.
class Author : public EngineUser {
public:
    explicit Author(const OpenRequest &request)
    {
        QObject::connect(&engine(), &Engine::treeChanged, &engine(),
                         [this](const TreeDelta &delta) {
                             revision = delta.revision;
                             resets += delta.reset;
                             ++deltas;
                         });
        QObject::connect(&engine(), &Engine::problemsChanged, &engine(), [this] { ++checks; });
        opened = open(request);
        QFile file(request.documentPath);
        if (file.open(QIODevice::ReadOnly))
            text = file.readAll();
        path = request.documentPath;
    }

    /// Another text, not waited for.
    void type(const QByteArray &next)
    {
        text = next;
        engine().edit(text, ++asked);
    }
    /// False when `from` does not stand in the text, or the tree of the edit is never told.
    bool edit(const QByteArray &from, const QByteArray &to)
    {
        const qsizetype at = text.indexOf(from);
        if (at < 0)
            return false;
        type(QByteArray(text).replace(at, from.size(), to));
        return isShown();
    }
    bool isShown()
    {
        return QTest::qWaitFor([this] { return revision == asked; }, patience);
    }
    Result<void> save(const SaveRequest &request)
    {
        return await<void>([&](const Done<void> &done) { engine().saveDocument(request, done); });
    }
    Result<LiveValue> evaluate(TreeRow::Uid uid, const QString &expression)
    {
        return await<LiveValue>(
            [&](const Done<LiveValue> &done) { engine().evaluate(uid, expression, done); });
    }
    TreeRow row(const QString &title) const
    {
        const QList<TreeRow> rows = tree.withTitle(title);
        return rows.isEmpty() ? TreeRow() : rows.first();
    }
    QHash<TreeRow::Uid, QString> titles() const
    {
        QHash<TreeRow::Uid, QString> titles;
        for (const TreeRow &row : tree.all())
            titles.insert(row.uid, row.title);
        return titles;
    }
    QStringList planned() const
    {
        QStringList list;
        for (const TreeRow &row : tree.all()) {
            if (!row.planned.isEmpty())
                list.append(row.title + QLatin1Char(' ') + row.planned);
        }
        return list;
    }

    Result<void> opened = Error();
    QString path;
    QByteArray text;
    quint64 asked = 0;
    quint64 revision = 0;
    int resets = 0;
    int deltas = 0;
    int checks = 0;
};

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace creact
