// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/engine/templates.h"
#include "core/stack/element.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStandardItemModel;

namespace creact {

class ChevronTree;
class MarkdownView;

/// The template that is chosen: its tree or its page of help, what it needs, and what the new stack
/// is to be called and where to stand, checked while one types.
class TemplateDetails : public QFrame {
    Q_OBJECT
public:
    explicit TemplateDetails(QWidget *parent = nullptr);
    void setTemplate(const TemplateInfo &info, const StackDocument &document);
    const QString &templateName() const { return m_info.name; }
    /// The keys go to its first field.
    void focusName();

Q_SIGNALS:
    void created(const QString &path);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeLayout();
    void makeHelp();
    void showHelp(bool shown);
    void connectFields();
    QString folder() const;
    void suggestFolder();
    void browse();
    void check();
    void onChecked(int asked, const std::optional<Error> &error);
    void create();
    void onCreated(const Result<QString> &path);
    void showError(const std::optional<Error> &error);

    TemplateInfo m_info;
    QLabel *m_title;
    QLabel *m_needs;
    ChevronTree *m_tree;
    QStandardItemModel *m_rows;
    /// The template's page of help, in the place of its tree.
    QScrollArea *m_helpPage;
    MarkdownView *m_help;
    QLabel *m_address;
    QPushButton *m_showHelp;
    QLineEdit *m_name;
    QLineEdit *m_folder;
    QLabel *m_error;
    QPushButton *m_browse;
    QPushButton *m_create;
    QTimer m_delay;
    /// The folder follows the name until it is chosen by hand.
    bool m_ownFolder = false;
    /// An answer about what was typed before is dropped.
    int m_asked = 0;
};

} // namespace creact
