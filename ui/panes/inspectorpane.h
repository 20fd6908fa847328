// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

class QLabel;
class QModelIndex;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;
class QVBoxLayout;

namespace creact {

class ElementForm;
class AllowBanner;
class Banner;
class EmptyState;
class InspectorHead;
class JsonView;
class StackController;
class ValueModel;

/// Everything about the selected row: its fields, to be edited; what came of them, why it was
/// applied, what it is.
class InspectorPane : public QWidget {
    Q_OBJECT
public:
    explicit InspectorPane(StackController &controller, QWidget *parent = nullptr);
    void setDetail(const RowDetail &detail);
    void clear();
    /// Retry is offered only while the stack is live.
    void setLive(bool live);
    TreeRow::Uid shown() const { return m_detail.row.uid; }
    /// Brings what is typed into the document: call it before that is saved, deployed or closed.
    void flush();
    /// The first field that is needed and missing, else the first.
    void focusForm();

Q_SIGNALS:
    void retryRequested(const QString &nodeId);

private:
    void connectHead();
    QWidget *makeSegments();
    void makeValues();
    QWidget *makeTextPage(const QString &name, QVBoxLayout *&lines);
    void addSegment(const QString &name, const QString &text, QLayout *layout);
    void showModel();
    void showForm();
    void divide();
    void showValue();
    void showWhole(const QString &path, const QJsonValue &value, const QString &expression);
    void editValue(const QModelIndex &index);
    void setStoreValue(const QString &key, const QJsonValue &value);
    void showTexts();
    void showNoValues();
    void showGrant();

    StackController &m_controller;
    RowDetail m_detail;
    bool m_live = false;
    /// A person has divided the page.
    bool m_sized = false;
    ValueModel *m_model;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    InspectorHead *m_head;
    /// A Tool whose calls a person allowed for good.
    Banner *m_grant;
    AllowBanner *m_allow;
    QStackedWidget *m_segments;
    ElementForm *m_form;
    QSplitter *m_values;
    QWidget *m_valueBox;
    QLabel *m_noValues;
    QLabel *m_storeError;
    QTreeView *m_view;
    JsonView *m_value;
    QVBoxLayout *m_why = nullptr;
    QVBoxLayout *m_about = nullptr;
    QList<QToolButton *> m_segmentButtons;
    QStringList m_shownWhy;
    QStringList m_shownAbout;
};

} // namespace creact
