// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/runcommandconstruct.h"

#include "core/provider/tools/toolsecrets.h"
#include "core/provider/tools/webanswer.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QPointer>
#include <QStandardPaths>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 defaultOutputBytes = 256 * 1024;
constexpr double defaultCommandSeconds = 60;

Error badCommand(const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidProps, message, {}, hint};
}

Error commandsNotAllowed(const QString &id)
{
    return {ErrorCode::NotAllowed, u"This stack may not run commands."_s, id,
            u"Read what it runs; if you trust it, deploy it with creact and --allow-commands."_s};
}

QProcessEnvironment leastEnvironment(const QProcessEnvironment &all)
{
    QProcessEnvironment least;
    for (const QString &name : {u"PATH"_s, u"HOME"_s, u"LANG"_s}) {
        if (all.contains(name))
            least.insert(name, all.value(name));
    }
    return least;
}

} // namespace

RunCommandConstruct::RunCommandConstruct(const ProviderOptions &options,
                                         const QProcessEnvironment &environment)
    : m_options(options)
    , m_environment(environment)
{
}

ConstructType RunCommandConstruct::type() const
{
    ConstructType type;
    type.name = u"RunCommand"_s;
    type.doc = u"Runs a program of this machine, without a shell, when commands are allowed "
               "(--allow-commands). It gets PATH, HOME and LANG and nothing else of the "
               "environment. What it starts ends with it."_s;
    type.effect = Effect::Manual;
    type.summaryOutput = u"exitCode"_s;
    type.props = {
        {.name = u"command"_s,
         .type = ValueType::String,
         .doc = u"Name of the program, or its path; a relative one from the document's folder."_s,
         .required = true},
        {.name = u"args"_s,
         .type = ValueType::Array,
         .doc = u"Its arguments, texts, each as it is."_s,
         .defaultValue = QJsonArray()},
        {.name = u"workingDirectory"_s,
         .type = ValueType::String,
         .doc = u"Where it runs, inside the document's folder; that folder when left out."_s,
         .format = u"folder"_s},
        {.name = u"input"_s,
         .type = ValueType::String,
         .doc = u"What it reads from standard input."_s,
         .format = u"multiline"_s},
        {.name = u"timeoutSeconds"_s,
         .type = ValueType::Number,
         .doc = u"It is ended when it takes longer."_s,
         .defaultValue = defaultCommandSeconds,
         .minimum = 1,
         .maximum = 86'400},
        {.name = u"maxBytes"_s,
         .type = ValueType::Integer,
         .doc = u"So much of its output and of its errors is kept."_s,
         .defaultValue = defaultOutputBytes,
         .minimum = 0,
         .maximum = 4 * 1024 * 1024},
        {.name = u"env"_s,
         .type = ValueType::Object,
         .doc =
             u"Further variables. A value may be {\"secret\": \"NAME\"}: from the environment or "
             ".env, when NAME_ORIGIN there is command://PROGRAM."_s},
        {.name = u"requestId"_s, .doc = u"Any value; another one makes it run again."_s},
    };
    type.outputs = {
        {u"exitCode"_s, ValueType::Integer, u"What it returned."_s},
        {u"ok"_s, ValueType::Boolean, u"Whether that is 0."_s},
        {u"stdout"_s, ValueType::String, u"What it said."_s},
        {u"stderr"_s, ValueType::String, u"What it complained of."_s},
        {u"cut"_s, ValueType::Boolean, u"Whether it said more than is kept."_s},
    };
    type.reaches = [](const QJsonObject &props, const QStringList &unknown) {
        QString line = props.value("command"_L1).toString();
        const QJsonArray args = props.value("args"_L1).toArray();
        for (const QJsonValue &arg : args)
            line += u' ' + arg.toString();
        const bool known = !unknown.contains("command"_L1);
        return QList<Reach>{{Reach::Kind::Command, known ? line : QString()}};
    };
    return type;
}

void RunCommandConstruct::materialize(const ApplyJobPtr &job)
{
    const QString id = job->nodeId();
    if (!m_options.allowCommands)
        return job->fail(commandsNotAllowed(id));
    const Result<CommandRun::Order> order = orderOf(*job);
    if (!order) {
        Error error = order.error();
        error.where = id;
        return job->fail(error);
    }
    auto &run = m_runs[id];
    run = std::make_unique<CommandRun>(
        host().clock(), *order,
        [this, job, secrets = order->secrets](const Result<CommandRun::Outcome> &outcome) {
            ended(job, secrets, outcome);
        });
    activity(id, u"running %1…"_s.arg(job->prop("command"_L1).toString()));
    job->onCancel([guard = QPointer(run.get())] {
        if (guard)
            guard->cancel();
    });
    run->start();
}

void RunCommandConstruct::destroy(const NodeRecord &node, Done<void> done)
{
    m_runs.erase(node.id.toString());
    done({});
}

Result<CommandRun::Order> RunCommandConstruct::orderOf(const ApplyJob &job) const
{
    CommandRun::Order order;
    const Result<QString> program = programOf(job.prop("command"_L1).toString());
    if (!program)
        return program.error();
    order.program = *program;
    const QJsonArray args = job.prop("args"_L1).toArray();
    for (const QJsonValue &arg : args) {
        if (!arg.isString() || arg.toString().contains(QChar::Null))
            return badCommand(u"Each of args has to be a text."_s,
                              u"Write numbers as texts: \"5\"."_s);
        order.arguments += arg.toString();
    }
    const Result<QString> folder =
        FilePlaces(m_options).folder(job.prop("workingDirectory"_L1).toString());
    if (!folder)
        return folder.error();
    order.folder = *folder;
    if (const Result<void> added = addEnvironment(job, order); !added)
        return added.error();
    order.input = job.prop("input"_L1).toString().toUtf8();
    order.timeout = std::chrono::milliseconds(
        qint64(job.prop("timeoutSeconds"_L1).toDouble(defaultCommandSeconds) * 1000));
    order.maxBytes = job.prop("maxBytes"_L1).toInteger(defaultOutputBytes);
    return order;
}

Result<QString> RunCommandConstruct::programOf(const QString &command) const
{
    if (command.isEmpty() || command.contains(QChar::Null))
        return badCommand(u"There is no command."_s, {});
    if (!command.contains(u'/')) {
        const QStringList folders = m_environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
        const QString found = QStandardPaths::findExecutable(command, folders);
        if (!found.isEmpty())
            return found;
    } else {
        const QFileInfo info(QDir(m_options.documentDir), command);
        if (info.isFile() && info.isExecutable())
            return info.absoluteFilePath();
    }
    return Error{ErrorCode::NotFound,
                 u"There is no program %1."_s.arg(command),
                 {},
                 u"The command is one program, without a shell; what follows it goes into args."_s};
}

Result<void> RunCommandConstruct::addEnvironment(const ApplyJob &job,
                                                 CommandRun::Order &order) const
{
    order.environment = leastEnvironment(m_environment);
    const QJsonObject env = job.prop("env"_L1).toObject();
    const Result<DotEnv> dotEnv = readDotEnv(m_options.documentDir);
    if (!dotEnv)
        return dotEnv.error();
    // A path says nothing of what is there: a secret is for a program that PATH finds.
    QUrl origin;
    origin.setScheme(u"command"_s);
    origin.setHost(job.prop("command"_L1).toString());
    for (auto it = env.begin(); it != env.end(); ++it) {
        if (it.key().isEmpty() || it.key().contains(u'=') || it.key().contains(QChar::Null))
            return badCommand(u"\"%1\" is no name of a variable."_s.arg(it.key()), {});
        if (it->isString()) {
            order.environment.insert(it.key(), it->toString());
            continue;
        }
        const QString name = it.value()["secret"_L1].toString();
        if (name.isEmpty())
            return badCommand(u"The variable %1 has no text."_s.arg(it.key()),
                              u"Use a text, or {\"secret\": \"NAME\"}."_s);
        const Result<QString> secret = toolSecret(name, origin, m_environment, *dotEnv);
        if (!secret)
            return secret.error();
        order.environment.insert(it.key(), *secret);
        order.secrets += *secret;
    }
    return {};
}

void RunCommandConstruct::ended(const ApplyJobPtr &job, const QStringList &secrets,
                                const Result<CommandRun::Outcome> &outcome)
{
    const QString id = job->nodeId();
    activity(id, {});
    QJsonObject details{{u"command"_s, job->prop("command"_L1)}};
    if (outcome)
        details.insert(u"exitCode"_s, outcome->exitCode);
    else
        details.insert(u"error"_s, codeName(outcome.error().code));
    host().audit(u"command"_s, id, details);
    if (!outcome) {
        Error error = outcome.error();
        error.hint = withoutToolSecrets(error.hint, secrets);
        error.where = id;
        return job->fail(error);
    }
    job->succeed({.outputs = {
                      {u"exitCode"_s, outcome->exitCode},
                      {u"ok"_s, outcome->exitCode == 0},
                      {u"stdout"_s, withoutToolSecrets(QString::fromUtf8(outcome->out), secrets)},
                      {u"stderr"_s, withoutToolSecrets(QString::fromUtf8(outcome->err), secrets)},
                      {u"cut"_s, outcome->cut},
                  }});
}

} // namespace creact
