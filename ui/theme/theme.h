// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QApplication;

namespace creact {

class ColorScheme;

/// Style, palette, style sheet and font of the application; follows the desktop unless told
/// otherwise.
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    explicit Theme(QApplication &app, QObject *parent = nullptr);
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool dark() const;

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication &m_app;
    ColorScheme *m_scheme;
    Mode m_mode = Mode::System;
};

} // namespace creact
