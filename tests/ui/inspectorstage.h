// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/documenttree.h"
#include "tests/ui/stage.h"
#include "ui/panes/inspector/bindingedit.h"
#include "ui/panes/inspector/elementform.h"
#include "ui/panes/inspector/fieldrow.h"
#include "ui/panes/inspectorpane.h"
#include "ui/panes/sidepanels.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

namespace creact {

/// A window with the inspector open on a document, and what a person does there.
class InspectorStage : public QObject {
protected:
    // clang-format off
    inline static const QByteArray stackText = R"({
  "creact": 1,
  "stack": "desk",
  "components": {
    "Agent": {
      "props": ["question"],
      "children": [
        { "construct": "Memory", "as": "inner" },
        { "yield": { "response": {"$": "question"} } }
      ]
    }
  },
  "children": [
    { "store": { "count": 1, "name": "Ada" }, "as": "numbers" },
    { "construct": "HttpServer", "as": "server", "props": { "port": 3000, "colour": "red" }, "children": [
      { "construct": "ChatModel", "as": "model", "props": { "model": "gpt-4o-mini", "temperature": 1.50 }, "children": [
        { "construct": "Memory", "as": "memory", "children": [
          { "construct": "Tool", "as": "wiki", "props": { "name": "wikipedia", "kind": "wikipedia" } },
          { "construct": "Completion", "as": "answer", "props": {
            "model": {"$": "model"},
            "messages": [{ "role": "user", "content": "Hi" }]
          } },
          { "show": {"$": "memory.messages"}, "children": [] },
          { "component": "Agent", "as": "first" },
          { "component": "Agent", "as": "second" },
          { "construct": "Completion", "as": "bare" }
        ] }
      ] }
    ] }
  ]
}
)";
    // clang-format on
    inline static const QString inMemory =
        QStringLiteral("/children/1/children/0/children/0/children/");
    inline static const QString modelAt = QStringLiteral("/children/1/children/0");

    void open()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_stage = std::make_unique<Stage>(*m_theme);
        m_tree = std::make_unique<DocumentTree>(m_stage->engine);
        m_stage->window.resize(1300, 900);
        m_stage->window.show();
        m_stage->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
        m_stage->find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
        m_tree->open(m_stage->controller, stackText, FakeStack::live());
    }
    void close()
    {
        m_stage.reset();
        m_tree.reset();
        m_theme.reset();
    }
    void select(const QString &pointer)
    {
        QTRY_VERIFY(m_tree->uidAt(pointer) != 0);
        const TreeRow::Uid uid = m_tree->uidAt(pointer);
        QTRY_VERIFY(m_stage->controller.tree()->row(uid) != nullptr);
        m_stage->find<TreePane>("treePane")->select(uid);
        m_detail = {};
        m_detail.row = *m_stage->controller.tree()->row(uid);
        detail(m_detail);
        QTRY_VERIFY(m_stage->find<ElementForm>("elementForm")->hasFields());
    }
    void detail(const RowDetail &detail) { Q_EMIT m_stage->engine.rowDetailChanged(detail); }
    FieldRow *field(const QString &path) const
    {
        return m_stage->find<ElementForm>("elementForm")
            ->findChild<FieldRow *>(QStringLiteral("field:") + path);
    }
    /// What a person types into.
    QWidget *input(const QString &path) const
    {
        QWidget *edit = field(path)->findChild<QWidget *>(QStringLiteral("bindingEdit"));
        if (!edit || edit->isHidden())
            edit = field(path)->findChild<QWidget *>(QStringLiteral("valueEdit"));
        return edit->focusProxy() ? edit->focusProxy() : edit;
    }
    QLineEdit *line(const QString &path) const { return qobject_cast<QLineEdit *>(input(path)); }
    template <typename T> T *in(const QString &path, const char *name) const
    {
        return field(path)->findChild<T *>(QString::fromLatin1(name));
    }
    QLabel *error(const QString &path) const { return in<QLabel>(path, "fieldError"); }
    QToolButton *fx(const QString &path) const { return in<QToolButton>(path, "fx"); }
    BindingEdit *binding(const QString &path) const { return in<BindingEdit>(path, "bindingEdit"); }
    void enter(const QString &path, const QString &text)
    {
        QVERIFY(field(path));
        QWidget *edit = input(path);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, text);
    }
    void press(const QString &path, Qt::Key key) { QTest::keyClick(input(path), key); }
    const QByteArray &text() const { return m_stage->controller.draft()->text(); }
    static QByteArray withReplaced(const QByteArray &from, const QByteArray &to)
    {
        return QByteArray(stackText).replace(from, to);
    }
    void undo() { m_stage->controller.draft()->undoStack()->undo(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<DocumentTree> m_tree;
    RowDetail m_detail;
};

} // namespace creact
