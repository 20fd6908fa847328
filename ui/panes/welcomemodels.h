// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/endpointdraft.h"

#include <QWidget>

class QPushButton;

namespace creact {

class EndpointSettings;
class LocalServersView;
struct LocalServer;

/// What the welcome page says about models while only the demo model is there: a quiet offer to
/// look for model servers on this computer. Nothing is asked before somebody says so.
class WelcomeModels : public QWidget {
    Q_OBJECT
public:
    explicit WelcomeModels(EndpointSettings &settings, QWidget *parent = nullptr);
    LocalServersView *servers() { return m_servers; }

Q_SIGNALS:
    /// A server was found that wants a key: that is entered elsewhere.
    void keyNeeded(const creact::EndpointDraft &draft);

private:
    void showOffer();
    void look();
    void add(const LocalServer &server);

    EndpointSettings &m_settings;
    QWidget *m_offer;
    QPushButton *m_find;
    QWidget *m_found;
    LocalServersView *m_servers;
};

} // namespace creact
