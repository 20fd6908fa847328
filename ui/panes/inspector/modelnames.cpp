// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/modelnames.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/stackcontroller.h"

#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

ModelNames::ModelNames(StackController &controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    // A name may mean another server now.
    connect(&m_controller.endpoints(), &EndpointSettings::changed, this,
            [this] { m_known.clear(); });
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
    Result<QStringList> sorted = names;
    const QString first = preferred(key.section(u'\n', 0, 0));
    if (sorted && sorted.value().removeAll(first) > 0)
        sorted.value().prepend(first);
    if (sorted)
        m_known.insert(key, *sorted);
    for (const Done<QStringList> &done : m_waiting.take(key))
        done(sorted);
}

/// The model that the person wants to see first of that endpoint; empty: none.
QString ModelNames::preferred(const QString &endpoint) const
{
    const EndpointSettings &endpoints = m_controller.endpoints();
    const EndpointProfile *profile =
        endpoints.profile(endpoint.isEmpty() ? endpoints.choice(m_controller.path()) : endpoint);
    return profile ? profile->model : QString();
}

} // namespace creact
