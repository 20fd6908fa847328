// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/givenendpoints.h"
#include "ui/panes/endpointlist.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QLayout;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace creact {

class ConfirmBanner;
class EndpointFacts;
class EndpointForm;
class LocalServersView;

/// The page on which model endpoints are set up: those that there are on the left, the chosen one
/// on the right. What is edited there is kept until it is saved or taken back, whatever else is
/// looked at meanwhile.
class EndpointsPage : public QWidget {
    Q_OBJECT
public:
    explicit EndpointsPage(EndpointSettings &settings, QWidget *parent = nullptr);

    /// The stack that is looked at: its .env is told, and what it uses.
    void setInfo(const StackInfo &info);
    /// It is shown again: looks what there is now.
    void refresh();
    void focusList();
    void beginNew(const EndpointDraft &draft = {});
    void findServers();
    LocalServersView *servers() { return m_servers; }

    /// The names of what is not saved.
    QStringList unsaved() const;
    /// False: one of them cannot be saved, and is shown.
    bool saveAll();
    void discardAll();

Q_SIGNALS:
    void closeRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    // Of rows; a profile's is its name, which has no colon.
    static inline const QString demoRowId = QStringLiteral(":demo");
    static inline const QString environmentRowId = QStringLiteral(":environment");
    static inline const QString dotEnvRowId = QStringLiteral(":file");
    static inline const QString searchRowId = QStringLiteral(":search");
    static inline const QString newRowId = QStringLiteral(":new:");

    QWidget *makeHead();
    QWidget *makeLeft();
    QWidget *makeRight();
    void connectParts();
    void onSettings();
    void showRows();
    EndpointList::Row profileRow(const EndpointProfile &profile) const;
    QString keyText(const EndpointProfile &profile) const;
    void choose(const QString &id);
    void showForm(const QString &id);
    void showFacts(const QString &id);
    void showUse();
    void onEdited();
    bool save();
    void revert();
    void duplicate();
    void askToRemove();
    void askToRemoveKey();
    void removeCurrent(const QString &id);
    void add(const LocalServer &server);
    const EndpointProfile *savedOf(const QString &id) const;
    QString titleOf(const QString &id) const;
    /// What a choice for the stack would say of it; null: it cannot be chosen.
    std::optional<QString> choiceOf(const QString &id) const;

    EndpointSettings &m_settings;
    GivenEndpoints m_given;
    StackInfo m_info;
    QString m_current;
    /// What is not saved, by the row's id.
    QHash<QString, EndpointDraft> m_drafts;
    int m_lastNew = 0;
    bool m_saving = false;
    QPushButton *m_back;
    EndpointList *m_list;
    QToolButton *m_new;
    QToolButton *m_duplicate;
    QToolButton *m_remove;
    QPushButton *m_find;
    QLabel *m_problem;
    QLabel *m_title;
    QPushButton *m_use;
    QLabel *m_used;
    ConfirmBanner *m_question;
    QStackedWidget *m_pages;
    EndpointForm *m_form;
    EndpointFacts *m_facts;
    LocalServersView *m_servers;
};

} // namespace creact
