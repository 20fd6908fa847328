// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/modelnames.h"

#include "ui/controllers/stackcontroller.h"

#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

ModelNames::ModelNames(StackController &controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
}

QString ModelNames::nameOf(const QString &endpoint) const
{
    return endpoint.isEmpty()   ? m_controller.info().endpoint
        : endpoint == "demo"_L1 ? tr("demo model")
                                : endpoint;
}

void ModelNames::ask(const QString &endpoint, const Done<QStringList> &done)
{
    const QString key = endpoint + u'\n' + m_controller.info().endpoint;
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return done(*known);
    QList<Done<QStringList>> &waiting = m_waiting[key];
    waiting.append(done);
    if (waiting.size() > 1)
        return;
    m_controller.engine().listModels(
        endpoint, [guard = QPointer(this), key](const Result<QStringList> &names) {
            if (guard)
                guard->answered(key, names);
        });
}

void ModelNames::answered(const QString &key, const Result<QStringList> &names)
{
    if (names)
        m_known.insert(key, *names);
    for (const Done<QStringList> &done : m_waiting.take(key))
        done(names);
}

} // namespace creact
