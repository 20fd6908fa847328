// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/givenendpoints.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

void takeGiven(const QProcessEnvironment &environment, const DotEnv &dotEnv,
               std::optional<ModelEndpoint> &endpoint, std::optional<Error> &problem)
{
    const Result<ModelEndpoint> given = resolveEndpoint({}, environment, dotEnv);
    if (!given)
        problem = given.error();
    else if (!given->isDemo())
        endpoint = *given;
}

} // namespace

GivenEndpoints GivenEndpoints::in(const QString &documentFolder)
{
    GivenEndpoints given;
    takeGiven(QProcessEnvironment::systemEnvironment(), {}, given.environment,
              given.environmentProblem);
    if (documentFolder.isEmpty())
        return given;
    const Result<DotEnv> dotEnv = readDotEnv(documentFolder);
    if (dotEnv) {
        given.dotEnv = *dotEnv;
        takeGiven(QProcessEnvironment(), *dotEnv, given.file, given.fileProblem);
    } else {
        given.fileProblem = dotEnv.error();
    }
    return given;
}

bool GivenEndpoints::haveKeyFor(const QUrl &baseUrl) const
{
    ProviderOptions options;
    options.endpointName = u"asked"_s;
    options.endpoints = {NamedEndpoint{options.endpointName, baseUrl}};
    const Result<ModelEndpoint> resolved =
        resolveEndpoint(options, QProcessEnvironment::systemEnvironment(), dotEnv);
    return resolved && !resolved->apiKey.isEmpty();
}

} // namespace creact
