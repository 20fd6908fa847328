// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"
#include "tests/ui/fakeengine.h"
#include "tests/ui/fakestack.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/controllers/storagesettings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panes/treepane.h"

#include <QSettings>
#include <QTemporaryDir>

namespace creact {

/// A machine without a keychain.
class NoSecrets : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override { done(unsupported()); }
    void write(const QString &, const QString &, Done<void> done) override { done(unsupported()); }
    void remove(const QString &, Done<void>) override { }

private:
    static Error unsupported() { return {ErrorCode::Unsupported, {}, {}, {}}; }
};

/// One window on a scripted engine.
struct Stage {
    explicit Stage(Theme &theme)
        : settings(dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , endpoint(settings, secrets)
        , recent(settings)
        , storage(settings)
        , window({endpoint, recent, storage, theme, settings})
        , engine(window.currentTab()->engine())
        , controller(window.currentTab()->controller())
    {
    }

    EngineScript &script() { return EngineScript::of(engine); }

    /// Opens the agent as it is in the middle of a turn.
    void openAgent(const StackInfo &info)
    {
        script().onOpen = [this, info](const OpenRequest &) {
            Q_EMIT engine.infoChanged(info);
            Q_EMIT engine.treeChanged(FakeStack::tree());
        };
        controller.open(QStringLiteral("agent.stack.json"));
    }

    template <typename T> T *find(const char *name) const
    {
        return window.findChild<T *>(QString::fromLatin1(name));
    }

    QTemporaryDir dir;
    QSettings settings;
    NoSecrets secrets;
    EndpointSettings endpoint;
    RecentStacks recent;
    StorageSettings storage;
    MainWindow window;
    /// Of the tab that the window begins with.
    Engine &engine;
    StackController &controller;
};

} // namespace creact
