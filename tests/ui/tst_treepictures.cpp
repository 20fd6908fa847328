// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/treestage.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>

using namespace creact;
using namespace creact::tree;
using namespace Qt::StringLiterals;

class TestTreePictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pictures_data();
    void pictures();
};

namespace {

/// The pane, and what stands over it.
void shoot(TreeStage &stage, const QString &name, QWidget *popup = nullptr)
{
    const QString folder = qEnvironmentVariable("CREACT_SCREENSHOT_DIR");
    for (int pass = 0; pass < 8; ++pass)
        QCoreApplication::processEvents();
    QPixmap picture = stage.pane.grab();
    if (popup) {
        QVERIFY(popup->isVisible());
        QPainter(&picture).drawPixmap(stage.pane.mapFromGlobal(popup->pos()), popup->grab());
    }
    if (!folder.isEmpty())
        QVERIFY(QDir().mkpath(folder) && picture.save(folder + u'/' + name));
}

void decorateRow(TreeRow &row)
{
    const bool inactive = row.kind == TreeRow::Kind::Inactive;
    row.pinned = row.name == "memory"_L1;
    row.held = row.name == "server"_L1;
    row.planned = inactive        ? QString()
        : row.name == "memory"_L1 ? u"update"_s
        : row.name == "one"_L1    ? u"create"_s
        : row.name == "chat"_L1   ? u"retry"_s
                                  : QString();
    if (row.kind == TreeRow::Kind::Definition)
        row.summary = u"used 2 times"_s;
}

} // namespace

void TestTreePictures::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// Makes the pictures that people look at, where CREACT_SCREENSHOT_DIR says.
void TestTreePictures::pictures()
{
    QFETCH(bool, dark);
    Theme theme(*qApp);
    theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
    TreeStage stage;
    stage.tree.decorate = decorateRow;
    stage.open();
    stage.select(toolPointer);
    stage.action("disableElements")->trigger();
    QTRY_VERIFY(stage.json(toolPointer + u"/disabled"_s).toBool());
    QVERIFY(stage.draft().make(
        u"note"_s,
        stage.draft().editor().setNote(chatPointer, u"Answers on the local machine only"_s)));
    StackInfo info = FakeStack::live();
    info.edited = true;
    Q_EMIT stage.engine.infoChanged(info);
    QTRY_VERIFY(!stage.controller.tree()->row(stage.tree.uidAt(chatPointer))->note.isEmpty());
    stage.select(completionPointer);
    shoot(stage, u"tree-edited"_s + suffix);

    stage.select(showPointer);
    stage.action("addElement")->trigger();
    auto *palette = stage.find<QWidget>("palettePane");
    shoot(stage, u"tree-palette"_s + suffix, palette);
    QTest::keyClicks(stage.find<QLineEdit>("paletteSearch"), u"comp"_s);
    shoot(stage, u"tree-palette-search"_s + suffix, palette);
    palette->hide();

    stage.select(chatPointer);
    stage.action("renameElement")->trigger();
    QVERIFY(stage.find<QLineEdit>("nameEdit"));
    stage.find<QLineEdit>("nameEdit")->setText(u"server"_s);
    shoot(stage, u"tree-rename"_s + suffix);
    QTest::keyClick(stage.find<QLineEdit>("nameEdit"), Qt::Key_Escape);

    const auto data = dragged(stage, memoryPointer);
    QDragEnterEvent enter(stage.rectOf(showPointer).topLeft() + QPoint(30, 1),
                          Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(stage.view->viewport(), &enter);
    shoot(stage, u"tree-drag"_s + suffix);
    const auto chat = dragged(stage, chatPointer);
    dragTo(stage, *chat, stage.centerOf(memoryPointer), {}, false);
    shoot(stage, u"tree-drag-refused"_s + suffix);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(stage.view->viewport(), &leave);

    stage.action("noteElement")->trigger();
    auto *note = stage.find<QWidget>("notePopup");
    shoot(stage, u"tree-note"_s + suffix, note);
    note->hide();
    Q_EMIT stage.view->customContextMenuRequested(stage.centerOf(memoryPointer));
    auto *menu = stage.find<QMenu>("treeMenu");
    shoot(stage, u"tree-menu"_s + suffix, menu);
    menu->close();
    stage.draft().type({0, {}, "x"});
    QTRY_VERIFY(stage.find<QWidget>("obstacleBanner")->isVisible());
    shoot(stage, u"tree-obstacle"_s + suffix);
    theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(TestTreePictures)
#include "tst_treepictures.moc"
