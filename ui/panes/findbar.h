// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace creact {

class FilterEdit;
class JsonEditor;

/// Below a text: finds in it, or goes to a line of it. Escape closes it.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(JsonEditor *editor, QWidget *parent = nullptr);
    void openFind();
    void openLine();
    void close();
    void findNext(bool forward);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    enum class Mode { Find, Line };
    void open(Mode mode);
    void search();
    void showCount();
    qsizetype placeFrom(int position) const;
    void select(qsizetype index);
    void goToTyped();

    JsonEditor *m_editor;
    FilterEdit *m_find;
    FilterEdit *m_line;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    /// Searched again once typing pauses: of the text too.
    QTimer m_delay;
    QList<int> m_places;
};

} // namespace creact
