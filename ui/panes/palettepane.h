// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/palette.h"
#include "ui/editing/treeplaces.h"

#include <QFrame>

#include <functional>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace creact {

/// What can be added at a row: type to find it, arrows to choose, Enter adds it. Beside the list
/// the documentation of the one that is chosen, above it where it goes.
class PalettePane : public QFrame {
    Q_OBJECT
public:
    using Entries = std::function<QList<PaletteEntry>(const ElementPlace &)>;

    explicit PalettePane(QWidget *parent = nullptr);
    /// `title`: of the element at which it is added; empty: the stack.
    void open(const QString &title, const QList<TreePlace> &places, Entries entries,
              const QPoint &globalPosition);

Q_SIGNALS:
    void chosen(const creact::PaletteEntry &entry, const creact::ElementPlace &place);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeMiddle();
    void showPlaces();
    void setPlace(int index);
    int placeOf(TreePlace::Side side) const;
    void fill();
    void addHeading(const QString &text);
    void addEntry(int index);
    void showDoc();
    void step(int by);
    void take(int placeIndex);
    bool onKey(int key, Qt::KeyboardModifiers modifiers);
    QString sideText(TreePlace::Side side) const;
    static QString docOf(const PaletteEntry &entry);

    QLineEdit *m_search;
    QHBoxLayout *m_placeRow;
    QButtonGroup *m_placeButtons;
    QListWidget *m_list;
    QLabel *m_docTitle;
    QLabel *m_doc;
    QLabel *m_footer;
    QString m_title;
    QList<TreePlace> m_places;
    int m_place = 0;
    Entries m_entriesFor;
    QList<PaletteEntry> m_entries;
};

} // namespace creact
