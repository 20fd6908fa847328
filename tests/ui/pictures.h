// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QWidget>

namespace creact {

/// Makes the pictures that people look at, in light and dark: where CREACT_SCREENSHOT_DIR says,
/// else beside the test.
class Pictures {
public:
    /// For the data of a slot: each picture twice.
    static void addThemes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    Theme &theme() { return m_theme; }
    void setDark(bool dark)
    {
        m_dark = dark;
        m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    }

    void shoot(QWidget &widget, const QString &name)
    {
        widget.show();
        // Layouts of word-wrapped texts settle over several passes.
        for (int pass = 0; pass < 8; ++pass)
            QCoreApplication::processEvents();
        const QString folder = qEnvironmentVariable("CREACT_SCREENSHOT_DIR",
                                                    QCoreApplication::applicationDirPath()
                                                        + QStringLiteral("/screenshots"));
        QVERIFY(QDir().mkpath(folder));
        const QString colours = m_dark ? QStringLiteral("dark") : QStringLiteral("light");
        QVERIFY(widget.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, colours)));
    }

private:
    Theme m_theme{*qApp};
    bool m_dark = false;
};

} // namespace creact
