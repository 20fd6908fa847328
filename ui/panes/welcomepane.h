// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace creact {

class FilterEdit;
class RecentList;
class RecentStacks;
class TemplateCard;
class TemplateDetails;

/// What there is while no stack is open: templates to begin with, and the stacks opened last. The
/// template that is chosen is shown beside them, and becomes a stack there.
class WelcomePane : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePane(RecentStacks &recent, QWidget *parent = nullptr);
    /// Chooses a template as a click on its card does.
    void choose(const QString &templateName);
    /// There is a stack to go back to.
    void setBackVisible(bool visible);
    void focusFirst();
    /// Puts something below the templates.
    void addSection(QWidget *section);

Q_SIGNALS:
    void openRequested();
    void stackChosen(const QString &path);
    void created(const QString &path);
    void backRequested();

private:
    QWidget *makeColumn();
    QWidget *makeHead();
    QWidget *makeCards();
    void filter(const QString &text);
    void placeCards();
    void closeDetails();
    void focusCard(int step);
    void onArrow(int key);

    FilterEdit *m_filter;
    QList<TemplateCard *> m_cards;
    QGridLayout *m_grid;
    QLabel *m_nothing;
    RecentList *m_recent;
    TemplateDetails *m_details;
    QPushButton *m_back;
    QVBoxLayout *m_sections;
};

} // namespace creact
