// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakesecrets.h"
#include "tests/ui/stage.h"
#include "ui/panes/endpointspage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace creact {

inline const QString plantedKey = QStringLiteral("sk-PLANTED-0123456789");
inline const QString documentPath = QStringLiteral("/stacks/agent.stack.json");

/// The page on which endpoints are set up, without the window around it.
class EndpointStage : public QObject {
protected:
    void open()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_secrets.works = true;
        m_secrets.kept.clear();
        m_ini = std::make_unique<QSettings>(m_dir->filePath(QStringLiteral("s.ini")),
                                            QSettings::IniFormat);
        m_settings = std::make_unique<EndpointSettings>(*m_ini, m_secrets);
        m_settings->setFile(list());
        m_page = std::make_unique<EndpointsPage>(*m_settings);
        m_page->resize(1000, 700);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void close()
    {
        m_page.reset();
        m_settings.reset();
    }
    QString list() const { return m_dir->filePath(QStringLiteral("endpoints.json")); }
    EndpointProfile save(const QString &name, const QString &address, const QString &key = {})
    {
        EndpointProfile profile;
        profile.name = name;
        profile.baseUrl = QUrl(address);
        if (!m_settings->save(profile, key))
            qFatal("not saved");
        return profile;
    }
    template <typename T = QWidget> T *find(const char *name) const
    {
        for (T *each : m_page->findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisibleTo(m_page.get()))
                return each;
        }
        return nullptr;
    }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }
    void choose(const QString &id) const
    {
        auto *rows = find<EndpointList>("endpointList");
        rows->select(id);
        Q_EMIT rows->chosen(id);
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = find<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    QString field(const char *name) const { return find<QLineEdit>(name)->text(); }
    bool saved() const { return !find<QPushButton>("saveEndpoint")->isEnabled(); }
    EndpointProfile only() const { return m_settings->profiles().value(0); }
    NamedEndpoint filled(const QString &name) const
    {
        ProviderOptions options;
        m_settings->fill(options, documentPath);
        const Result<NamedEndpoint> found = endpointNamed(options, name);
        return found ? *found : NamedEndpoint{};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    FakeSecrets m_secrets;
    std::unique_ptr<QSettings> m_ini;
    std::unique_ptr<EndpointSettings> m_settings;
    std::unique_ptr<EndpointsPage> m_page;
    SystemClock m_clock;
};

} // namespace creact
