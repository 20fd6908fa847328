// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace creact {

/// The "model" behind the demo endpoint: rules that look things up with the tool they are offered
/// and quote what it found. It claims to be nothing else: every answer ends with demoLabel().
///
/// A pure function of the request, as a model API is: all it knows is in the messages.
class DemoModel {
public:
    /// The body of a chat.completion for the body of a request.
    static QJsonObject answer(const QJsonObject &request);

    /// "— demo model, offline encyclopedia"
    static QString label();
    /// "creact-demo"
    static QString name();
};

} // namespace creact
