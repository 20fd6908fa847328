// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/reaches.h"

#include "core/provider/llm/modelaccess.h"

#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

using Models = QPointer<ModelAccess>;

QList<Reach> serverReaches(const std::optional<quint16> &port, const QJsonObject &props,
                           const QStringList &unknown)
{
    QList<Reach> reaches;
    const QString host = props.value("host"_L1).toString();
    const int number = port ? *port : props.value("port"_L1).toInt();
    const bool known = !unknown.contains("host"_L1) && (port || !unknown.contains("port"_L1));
    if (!known)
        reaches.append({Reach::Kind::Port, {}});
    else
        reaches.append(
            {Reach::Kind::Port,
             number == 0 ? u"%1, any free port"_s.arg(host) : u"%1:%2"_s.arg(host).arg(number)});
    const QString folder = props.value("staticDir"_L1).toString();
    if (!folder.isEmpty() || unknown.contains("staticDir"_L1))
        reaches.append({Reach::Kind::Folder, folder});
    return reaches;
}

QList<Reach> modelReaches(const Models &models, const QJsonObject &props)
{
    const QJsonValue model = props.value("model"_L1);
    const QString endpoint =
        (model.isObject() ? model["endpoint"_L1] : props.value("endpoint"_L1)).toString();
    if (!models || models->isDemo(endpoint))
        return {};
    return {{Reach::Kind::Host, models->label(endpoint)}};
}

} // namespace

void addReaches(ConstructType &type, const ProviderOptions &options, ModelAccess &models)
{
    const Models access(&models);
    if (type.name == "HttpServer"_L1)
        type.reaches = [port = options.port](const QJsonObject &props, const QStringList &unknown) {
            return serverReaches(port, props, unknown);
        };
    else if (type.name == "ChatModel"_L1 || type.name == "Completion"_L1)
        type.reaches = [access](const QJsonObject &props, const QStringList &) {
            return modelReaches(access, props);
        };
}

} // namespace creact
