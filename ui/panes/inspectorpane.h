// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeView;
class QVBoxLayout;

namespace creact {

class Banner;
class ElidedLabel;
class EmptyState;
class JsonView;
class ValueModel;

/// Everything about the selected row: state, error, values, why it was applied, what it is.
class InspectorPane : public QWidget {
    Q_OBJECT
public:
    explicit InspectorPane(QWidget *parent = nullptr);
    void setDetail(const RowDetail &detail);
    void clear();
    /// Retry is offered only while the stack is live.
    void setLive(bool live);
    TreeRow::Uid shown() const { return m_detail.row.uid; }

Q_SIGNALS:
    void retryRequested(const QString &nodeId);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeSegments();
    QWidget *makeValues();
    QWidget *makeTextPage(const QString &name, QVBoxLayout *&lines);
    void addSegment(const QString &name, const QString &text, QLayout *layout);
    void showHead();
    void showError();
    void showValue();
    void showTexts();
    void showNoValues();
    QString stateLine() const;

    RowDetail m_detail;
    bool m_live = false;
    ValueModel *m_model;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_name;
    QLabel *m_state;
    QLabel *m_dot;
    ElidedLabel *m_id;
    QToolButton *m_copyId;
    Banner *m_error;
    QStackedWidget *m_segments;
    QLabel *m_noValues;
    QTreeView *m_view;
    JsonView *m_value;
    QVBoxLayout *m_why = nullptr;
    QVBoxLayout *m_about = nullptr;
    QList<QToolButton *> m_segmentButtons;
    QStringList m_shownWhy;
    QStringList m_shownAbout;
};

} // namespace creact
