// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QObject>

class QAction;
class QWidget;

namespace creact {

class EndpointPane;
class EndpointSettings;
class EndpointsPage;
struct EndpointDraft;
class QuestionBar;

/// Where a window deals with model endpoints: the popover that chooses one for the stack, and the
/// page that they are set up on, which stands in the place of the stack while it is open.
class EndpointsDesk : public QObject {
    Q_OBJECT
public:
    EndpointsDesk(EndpointSettings &settings, QuestionBar &question, QWidget *window);

    QWidget *page() const;
    bool isOpen() const { return m_open; }
    void open();
    /// What is not saved stays on the page.
    void leave();
    /// Each of these means the stack, and goes back to it.
    void leaveBefore(const QList<QAction *> &actions);
    void choose(QWidget *anchor);
    void setInfo(const StackInfo &info);
    /// Opens the page on a new endpoint that needs a key.
    void beginNew(const EndpointDraft &draft);
    void takeFocus();
    /// False: something is not saved, and a question about it was asked.
    bool mayClose();

Q_SIGNALS:
    void openChanged();

private:
    QuestionBar &m_question;
    QWidget *m_window;
    EndpointsPage *m_page;
    EndpointPane *m_pane;
    bool m_open = false;
};

} // namespace creact
