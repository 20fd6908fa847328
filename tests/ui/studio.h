// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/templates.h"
#include "core/secrets/secretstore.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/controllers/storagesettings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/treepane.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

namespace creact {

/// As long as anything may take on a busy machine.
constexpr int patience = 20'000;

class NoKeychain : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override
    {
        done(Error{ErrorCode::Unsupported, {}, {}, {}});
    }
    void write(const QString &, const QString &, Done<void> done) override
    {
        done(Error{ErrorCode::Unsupported, {}, {}, {}});
    }
    void remove(const QString &, Done<void>) override { }
};

/// The program as app/studio puts it together: real engine, demo model.
struct Studio {
    Studio(Theme &theme, const QString &folder)
        : settings(folder + QStringLiteral("/settings.ini"), QSettings::IniFormat)
        , endpoint(settings, secrets)
        , recent(settings)
        , storage(settings)
        , window({endpoint, recent, storage, theme, settings, {quint16(0), {}}})
        , engine(window.currentTab()->engine())
        , controller(window.currentTab()->controller())
    {
        QObject::connect(&engine, &Engine::treeChanged, &window, [this](const TreeDelta &delta) {
            for (const TreeDelta::Change &change : delta.changes) {
                if (change.kind == TreeDelta::Change::Kind::Insert && change.row.active
                    && change.row.kind == TreeRow::Kind::Construct)
                    appeared.append(change.row.title);
            }
        });
        window.show();
    }

    StackInfo::Status status() const { return controller.info().status; }

    /// The plan first; the same key applies it.
    void deploy()
    {
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(controller.plan()->state(), PlanController::State::Ready,
                                  patience);
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(status(), StackInfo::Status::Live, patience);
    }

    void ask(const QString &question) const
    {
        auto *edit = window.findChild<QPlainTextEdit *>(QStringLiteral("messageEdit"));
        QTRY_VERIFY(edit->isEnabled());
        QTest::keyClicks(edit, question);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    /// Types of the rows of this kind of element, in the order of the tree.
    QList<const TreeRow *> rowsNamed(const QString &title) const
    {
        QList<const TreeRow *> rows;
        collect(title, {}, rows);
        return rows;
    }

    void collect(const QString &title, const QModelIndex &parent,
                 QList<const TreeRow *> &rows) const
    {
        StackTreeModel *tree = controller.tree();
        for (int i = 0; i < tree->rowCount(parent); ++i) {
            const QModelIndex index = tree->index(i, 0, parent);
            const TreeRow *row = StackTreeModel::rowOf(index);
            if (row->title == title && row->kind == TreeRow::Kind::Construct)
                rows.append(row);
            collect(title, index, rows);
        }
    }

    NoKeychain secrets;
    QSettings settings;
    EndpointSettings endpoint;
    RecentStacks recent;
    StorageSettings storage;
    MainWindow window;
    Engine &engine;
    StackController &controller;
    /// Constructs that appeared live, in the order in which they did.
    QStringList appeared;
};

} // namespace creact
