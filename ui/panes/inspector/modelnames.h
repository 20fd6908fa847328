// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace creact {

class StackController;

/// The models that endpoints have, asked for once as long as the window lives. An error is not
/// kept: who asks again asks the endpoint again.
class ModelNames : public QObject {
    Q_OBJECT
public:
    explicit ModelNames(StackController &controller, QObject *parent = nullptr);

    /// The endpoint is a ChatModel's ("", "demo"). Answers before it returns what it knows.
    void ask(const QString &endpoint, const Done<QStringList> &done);
    /// For people: "api.openai.com", "demo model".
    QString nameOf(const QString &endpoint) const;

private:
    void answered(const QString &key, const Result<QStringList> &names);
    QString preferred(const QString &endpoint) const;

    StackController &m_controller;
    /// By endpoint, and by what it stands for now.
    QHash<QString, QStringList> m_known;
    QHash<QString, QList<Done<QStringList>>> m_waiting;
};

} // namespace creact
