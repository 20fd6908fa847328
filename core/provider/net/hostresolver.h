// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace creact {

/// Looks names up. Comes in from outside, so that a test can say where they lead.
class HostResolver {
public:
    using Cancel = std::function<void()>;

    virtual ~HostResolver() = default;
    /// The addresses of a name, at least one, in the order to try them. NotFound; nothing once it
    /// is cancelled.
    virtual Cancel lookUp(const QString &name, Done<QList<QHostAddress>> done) = 0;
};

/// The system's way: hosts file, DNS. Belongs to one thread.
class SystemResolver final : public HostResolver {
public:
    Cancel lookUp(const QString &name, Done<QList<QHostAddress>> done) override;

private:
    /// What is still under way when this goes is dropped.
    QObject m_context;
};

} // namespace creact
