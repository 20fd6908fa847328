// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"
#include "tests/ui/documenttree.h"
#include "tests/ui/fakeengine.h"
#include "tests/ui/fakestack.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/controllers/storagesettings.h"
#include "ui/models/stacktreefilter.h"
#include "ui/panes/treepane.h"

#include <QAction>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>

// Only for tests: each of them is one file.
namespace creact::tree {

using namespace Qt::StringLiterals;

inline const QByteArray documentText = R"({
  "creact": 1,
  "stack": "agent",
  "components": {
    "Agent": {
      "props": ["question"],
      "children": [
        { "construct": "Completion", "as": "completion", "props": { "model": "m", "messages": [] },
          "children": [
            { "yield": { "answer": {"$": "completion.content"} } }
          ] }
      ]
    }
  },
  "children": [
    { "construct": "HttpServer", "as": "server", "props": { "port": 3000 },
      "children": [
        { "construct": "ChatHandler", "as": "chat", "props": { "serverId": {"$": "server.id"} },
          "children": [
            { "construct": "Memory", "as": "memory" },
            { "construct": "Tool", "as": "wiki", "props": { "name": "wikipedia" } },
            { "show": {"$": "chat.pending"},
              "children": [
                { "component": "Agent", "as": "one", "props": { "question": "a" } }
              ],
              "else": [
                { "component": "Agent", "as": "two", "props": { "question": "b" } }
              ] }
          ] }
      ] }
  ]
}
)";

inline const QString chatPointer = u"/children/0/children/0"_s;
inline const QString memoryPointer = chatPointer + u"/children/0"_s;
inline const QString toolPointer = chatPointer + u"/children/1"_s;
inline const QString showPointer = chatPointer + u"/children/2"_s;
inline const QString completionPointer = u"/components/Agent/children/0"_s;

class NoKeys : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override { done(unsupported()); }
    void write(const QString &, const QString &, Done<void> done) override { done(unsupported()); }
    void remove(const QString &, Done<void>) override { }

private:
    static Error unsupported() { return {ErrorCode::Unsupported, {}, {}, {}}; }
};

/// A tree pane on a scripted engine that shows what is edited.
struct TreeStage {
    TreeStage()
        : settings(dir.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , endpoint(settings, secrets)
        , recent(settings)
        , storage(settings)
        , controller(engine, endpoint, recent, storage)
        , tree(engine)
        , pane(controller.tree(), *controller.draft())
        , view(pane.findChild<QTreeView *>(u"stackTree"_s))
    {
        QObject::connect(&controller, &StackController::infoChanged, &pane, &TreePane::setInfo);
        QObject::connect(&controller, &StackController::commandFailed, &pane,
                         [this](const Error &error) { errors.append(error.message); });
    }

    void open(const QByteArray &text = documentText)
    {
        StackInfo info = FakeStack::idle();
        info.documentPath = dir.filePath(u"agent.stack.json"_s);
        tree.open(controller, text, info);
        pane.resize(900, 700);
        pane.show();
        view->setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QCoreApplication::processEvents();
    }

    StackDraft &draft() { return *controller.draft(); }
    QAction *action(const char *name)
    {
        return pane.findChild<QAction *>(QString::fromLatin1(name));
    }
    template <typename T> T *find(const char *name) const
    {
        return pane.findChild<T *>(QString::fromLatin1(name));
    }
    void select(const QString &pointer) { pane.select(tree.uidAt(pointer)); }
    QString selectedPointer() const
    {
        const TreeRow *row = controller_tree()->row(pane.selected());
        return row ? row->pointer : QString();
    }
    const StackTreeModel *controller_tree() const
    {
        return const_cast<StackController &>(controller).tree();
    }
    QJsonValue json(const QString &pointer)
    {
        const JsonNode *node = draft().document().source->root().at(pointer);
        return node ? node->toJson() : QJsonValue(QJsonValue::Undefined);
    }
    QString undoName() { return draft().undoStack()->undoText(); }
    QPoint centerOf(const QString &pointer) { return rectOf(pointer).center(); }
    void click(const QString &pointer)
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, centerOf(pointer));
    }
    QRect rectOf(const QString &pointer)
    {
        const auto *filter = static_cast<StackTreeFilter *>(view->model());
        return view->visualRect(
            filter->mapFromSource(controller.tree()->indexOf(tree.uidAt(pointer))));
    }

    QTemporaryDir dir;
    QSettings settings;
    Engine engine;
    NoKeys secrets;
    EndpointSettings endpoint;
    RecentStacks recent;
    StorageSettings storage;
    StackController controller;
    DocumentTree tree;
    TreePane pane;
    QTreeView *view;
    QStringList errors;
};

inline QStringList pointersIn(const TreeStage &stage)
{
    QStringList all;
    for (const TreeRow &row : stage.tree.rows())
        all.append(row.pointer);
    return all;
}

inline std::unique_ptr<QMimeData> dragged(TreeStage &stage, const QString &pointer)
{
    stage.select(pointer);
    QTest::keyClick(stage.view, Qt::Key_C, Qt::ControlModifier);
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    auto data = std::make_unique<QMimeData>();
    for (const QString &format : copied->formats())
        data->setData(format, copied->data(format));
    return data;
}

inline bool dragTo(TreeStage &stage, QMimeData &data, const QPoint &position,
                   Qt::KeyboardModifiers modifiers = {}, bool drop = true)
{
    QWidget *viewport = stage.view->viewport();
    QDragEnterEvent enter(position, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton,
                          modifiers);
    QCoreApplication::sendEvent(viewport, &enter);
    QDragMoveEvent move(position, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton,
                        modifiers);
    QCoreApplication::sendEvent(viewport, &move);
    if (!drop || !move.isAccepted())
        return move.isAccepted();
    QDropEvent event(position, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(viewport, &event);
    return event.isAccepted();
}

} // namespace creact::tree
