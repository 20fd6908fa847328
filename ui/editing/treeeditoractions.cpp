// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/treeeditor.h"
#include "ui/theme/icons.h"

#include <QAction>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

QAction *TreeEditor::makeAction(const QString &name, const QString &text, const QString &icon,
                                const QList<QKeySequence> &keys, std::function<void()> triggered)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(triggered));
    return action;
}

void TreeEditor::makeActions()
{
    using Keys = QList<QKeySequence>;
    m_actions.add = makeAction(u"addElement"_s, tr("&Add…"), u"add"_s, {Qt::Key_Insert},
                               [this] { Q_EMIT addRequested(); });
    m_actions.addComponent = makeAction(u"addComponent"_s, tr("Add Co&mponent"), u"component"_s, {},
                                        [this] { addComponent(); });
    m_actions.cut =
        makeAction(u"cutElements"_s, tr("Cu&t"), u"cut"_s, Keys{QKeySequence::Cut}, [this] {
            copy();
            remove(tr("cut %1"));
        });
    m_actions.copy = makeAction(u"copyElements"_s, tr("&Copy"), u"copy"_s, Keys{QKeySequence::Copy},
                                [this] { copy(); });
    m_actions.paste = makeAction(u"pasteElements"_s, tr("&Paste"), u"paste"_s,
                                 Keys{QKeySequence::Paste}, [this] { paste(); });
    m_actions.duplicate = makeAction(
        u"duplicateElements"_s, tr("&Duplicate"), u"duplicate"_s, {Qt::CTRL | Qt::Key_D}, [this] {
            edit(tr("duplicate %1"), [](const DocumentEditor &editor, const QStringList &pointers) {
                return editor.duplicate(pointers);
            });
        });
    m_actions.remove = makeAction(u"deleteElements"_s, tr("De&lete"), u"trash"_s,
                                  Keys{QKeySequence::Delete}, [this] { remove(tr("delete %1")); });
    m_actions.rename = makeAction(u"renameElement"_s, tr("&Rename"), u"edit"_s, {Qt::Key_F2},
                                  [this] { Q_EMIT renameRequested(); });
    m_actions.disable = makeAction(u"disableElements"_s, tr("D&isable"), u"disabled"_s,
                                   {Qt::CTRL | Qt::Key_Slash}, [this] { toggleDisabled(); });
    m_actions.note = makeAction(u"noteElement"_s, tr("&Note…"), u"note"_s, {Qt::CTRL | Qt::Key_M},
                                [this] { Q_EMIT noteRequested(); });
}

void TreeEditor::makeMoves()
{
    m_actions.moveUp = makeAction(u"moveUp"_s, tr("Move &Up"), {}, {Qt::ALT | Qt::Key_Up},
                                  [this] { step(Step::Up); });
    m_actions.moveDown = makeAction(u"moveDown"_s, tr("Move Do&wn"), {}, {Qt::ALT | Qt::Key_Down},
                                    [this] { step(Step::Down); });
    m_actions.moveOut = makeAction(u"moveOut"_s, tr("Move &Out of Its Parent"), {},
                                   {Qt::ALT | Qt::Key_Left}, [this] { step(Step::Out); });
    m_actions.moveIn = makeAction(u"moveIn"_s, tr("Move &Into the One Before"), {},
                                  {Qt::ALT | Qt::Key_Right}, [this] { step(Step::In); });
}

QList<QAction *> TreeEditor::menuActions() const
{
    const Actions &a = m_actions;
    return {a.add,       a.addComponent, nullptr,    a.cut,     a.copy,    a.paste,
            a.duplicate, a.remove,       nullptr,    a.rename,  a.disable, a.note,
            nullptr,     a.moveUp,       a.moveDown, a.moveOut, a.moveIn};
}

void TreeEditor::refresh()
{
    const std::optional<Error> obstacle = m_draft.obstacle();
    const StackDocument *doc = document();
    const QStringList pointers = selectedPointers();
    const bool some = doc && !pointers.isEmpty();
    const bool definition = std::any_of(pointers.cbegin(), pointers.cend(), &creact::isDefinition);
    const QString current = currentPointer();
    const auto set = [&obstacle](QAction *action, bool possible) {
        action->setEnabled(possible && !obstacle);
        const QString name = QString(action->text()).remove(u'&');
        action->setToolTip(obstacle ? obstacle->message : name);
    };
    set(m_actions.add, doc && !places().isEmpty());
    set(m_actions.addComponent, doc);
    set(m_actions.paste, doc && !places().isEmpty());
    for (QAction *action : {m_actions.cut, m_actions.duplicate, m_actions.disable})
        set(action, some && !definition);
    set(m_actions.remove, some && (!definition || pointers.size() == 1));
    const TreeRow *row = m_model.row(m_current);
    const bool item = row && row->kind == TreeRow::Kind::Item;
    const bool named = canRename(m_current);
    set(m_actions.rename, doc && (item || !current.isEmpty()));
    m_actions.rename->setText(named || !m_actions.rename->isEnabled() ? tr("&Rename")
                                                                      : tr("Edit &Fields"));
    set(m_actions.note, doc && !current.isEmpty());
    const auto canStep = [&](Step where) {
        return some && !definition && placeOfStep(*doc, pointers, where);
    };
    set(m_actions.moveUp, canStep(Step::Up));
    set(m_actions.moveDown, canStep(Step::Down));
    set(m_actions.moveOut, canStep(Step::Out));
    set(m_actions.moveIn, canStep(Step::In));
    m_actions.copy->setEnabled(some && !definition);
    m_actions.disable->setText(allDisabled(pointers) ? tr("E&nable") : tr("D&isable"));
    Q_EMIT refreshed();
}

} // namespace creact
