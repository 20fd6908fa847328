// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scriptengine.h"

#include "core/stack/expression/scripthost.h"
#include "core/stack/expression/scripttext.h"
#include "core/stack/expression/scriptwatchdog.h"
#include "core/stack/suggest.h"

#include <QHash>
#include <QJSEngine>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace creact {

extern const char *const scriptPrelude;

namespace {

// What one regular expression may be run on: a match cannot be interrupted.
constexpr double patternLength = 256 * 1024;

} // namespace

class ScriptEngine::Private {
public:
    struct Program {
        /// Of a bare path such as chat.pending.id: read without the script engine, so that a
        /// conversation which is only passed on is never converted.
        QStringList path;
        QJSValue function;
        std::optional<Error> error;
    };

    explicit Private(ScriptLimits scriptLimits);

    Program &program(const QString &expression);
    Evaluation evaluate(const QString &expression, ScriptScope &scope, const QString &where);
    QStringList builtins() const;

    ScriptLimits limits;
    QJSEngine engine;

private:
    void runPrelude();
    Program build(const QString &expression);
    QJSValue parse(const QString &before, const QString &expression, const QString &after);
    Error syntaxError(const QString &expression, const QJSValue &thrown);
    bool catches(const QString &expression);
    QJSValue protect(const ScriptValue &value);

    std::optional<Evaluation> followPath(const Program &program, ScriptScope &scope);
    void conclude(Evaluation *result, const QJSValue &value, bool interrupted, const ScriptRun &run,
                  const QString &expression, const QString &where);
    Error explain(const QJSValue &thrown, const ScriptRun &run, const QString &expression,
                  const QString &where);

    ScriptHost m_host;
    QJSValue m_makeFrame;
    QJSValue m_protect;
    QJSValue m_evaluate;
    QJSValue m_isFailure;
    QJSValue m_swapRecords;
    QStringList m_builtins;
    QHash<QString, Program> m_programs;
    // Last: its thread ends before the engine does.
    ScriptWatchdog m_watchdog;
};

ScriptEngine::Private::Private(ScriptLimits scriptLimits)
    : limits(scriptLimits)
    , m_host(&engine, [this](const ScriptValue &value) { return protect(value); })
    , m_watchdog(&engine)
{
    runPrelude();
}

void ScriptEngine::Private::runPrelude()
{
    QJSEngine::setObjectOwnership(&m_host, QJSEngine::CppOwnership);
    const QJSValue object = engine.newQObject(&m_host);
    QJSValue host = engine.newObject();
    for (const QString &name : {u"read"_s, u"member"_s, u"members"_s, u"isComplete"_s,
                                u"setTracking"_s, u"noteUnknown"_s})
        host.setProperty(name, object.property(name));
    host.setProperty(u"unknown"_s, m_host.unknown);
    host.setProperty(u"record"_s, m_host.record);
    host.setProperty(u"failed"_s, m_host.failed);
    host.setProperty(u"globals"_s, engine.globalObject());

    QJSValue bounds = engine.newObject();
    bounds.setProperty(u"resultBytes"_s, double(limits.resultBytes));
    bounds.setProperty(u"stringLength"_s, double(limits.stringLength));
    bounds.setProperty(u"arrayLength"_s, double(limits.arrayLength));
    bounds.setProperty(u"patternLength"_s, patternLength);

    const QJSValue made =
        engine.evaluate(QString::fromUtf8(scriptPrelude), u"prelude.js"_s).call({host, bounds});
    if (made.isError())
        qFatal("The expression prelude does not run: %s (line %d)", qPrintable(made.toString()),
               made.property(u"lineNumber"_s).toInt());
    m_makeFrame = made.property(u"makeFrame"_s);
    m_protect = made.property(u"protect"_s);
    m_evaluate = made.property(u"evaluate"_s);
    m_isFailure = made.property(u"isFailure"_s);
    m_swapRecords = made.property(u"swapRecords"_s);
    const QJSValue names = made.property(u"names"_s);
    for (int i = 0, n = names.property(u"length"_s).toInt(); i < n; ++i)
        m_builtins.append(names.property(quint32(i)).toString());
}

QStringList ScriptEngine::Private::builtins() const
{
    return m_builtins;
}

QJSValue ScriptEngine::Private::protect(const ScriptValue &value)
{
    if (!value.m_converted) {
        const QJSValue raw = engine.toScriptValue(value.m_json);
        value.m_script = raw.isObject() ? m_protect.call({raw}) : raw;
        value.m_converted = true;
    }
    return value.m_script;
}

// ---- compiling ---------------------------------------------------------------------------------

QJSValue ScriptEngine::Private::parse(const QString &before, const QString &expression,
                                      const QString &after)
{
    return engine.evaluate(before + u'\n' + expression + u'\n' + after, u"expression"_s, 0);
}

ScriptEngine::Private::Program &ScriptEngine::Private::program(const QString &expression)
{
    auto it = m_programs.find(expression);
    if (it == m_programs.end())
        it = m_programs.insert(expression, build(expression));
    return *it;
}

ScriptEngine::Private::Program ScriptEngine::Private::build(const QString &expression)
{
    Program result;
    if (expression.trimmed().isEmpty()) {
        result.error = Error{ErrorCode::ExpressionFailed, u"The expression is empty."_s, {}, {}};
        return result;
    }
    result.path = scripttext::path(expression);
    // Whatever closes the parenthesis below cannot close this bracket as well, so no text gets out
    // of the function it is put into.
    const QJSValue inBrackets = parse(u"(function(){return["_s, expression, u"]})"_s);
    // Not strict: V4 turns `return f()` of strict functions into jumps that no interrupt stops.
    // `this` is then the global object, which is empty and frozen.
    const QJSValue maker =
        parse(u"(function(frame){with(frame){return function(){return("_s, expression, u")}}})"_s);
    if (maker.isError() || inBrackets.isError()) {
        result.error = syntaxError(expression, maker.isError() ? maker : inBrackets);
        return result;
    }
    if (catches(expression)) {
        result.error =
            Error{ErrorCode::ExpressionFailed,
                  u"The expression \"%1\" uses try: expressions cannot catch errors."_s.arg(
                      scripttext::shown(expression)),
                  {},
                  u"Ask first (a?.b, a ?? b); a boundary element catches what fails."_s};
        return result;
    }
    const QStringList words = scripttext::identifiers(expression);
    QJSValue names = engine.newArray(uint(words.size()));
    for (qsizetype i = 0; i < words.size(); ++i)
        names.setProperty(quint32(i), words.at(i));
    result.function = maker.call({m_makeFrame.call({names})});
    return result;
}

/// True when `try` stands there as a keyword: a catch would catch the time limit too. Put another
/// word in its place; in a string or after a dot that still parses.
bool ScriptEngine::Private::catches(const QString &expression)
{
    static const QRegularExpression word(u"(?<![\\w$])try(?![\\w$])"_s);
    QString other = expression;
    other.replace(word, u"_"_s);
    return other != expression && parse(u"(function(){return("_s, other, u")})"_s).isError();
}

Error ScriptEngine::Private::syntaxError(const QString &expression, const QJSValue &thrown)
{
    // The parser gives a line but no column: with each token on its own line it gives the token.
    const QList<qsizetype> starts = scripttext::tokenStarts(expression);
    const QJSValue again =
        parse(u"(function(){return("_s, scripttext::oneTokenALine(expression, starts), u")})"_s);
    QString place;
    const int line = again.isError() ? again.property(u"lineNumber"_s).toInt() : 0;
    if (line > starts.size())
        place = u"at its end"_s;
    else if (line > 0)
        place = u"at "_s + scripttext::position(expression, starts.at(line - 1));
    QString what = thrown.property(u"message"_s).toString();
    what.replace(u'`', u'\'');
    if (line > starts.size() && what.startsWith("Unexpected token"_L1))
        what = u"it is not complete"_s;
    return {ErrorCode::ExpressionFailed,
            u"The expression \"%1\" does not parse%2: %3."_s.arg(
                scripttext::shown(expression), place.isEmpty() ? QString() : u' ' + place, what),
            {},
            scripttext::syntaxHint(expression)};
}

// ---- evaluating --------------------------------------------------------------------------------

std::optional<Evaluation> ScriptEngine::Private::followPath(const Program &program,
                                                            ScriptScope &scope)
{
    const QStringList &path = program.path;
    ScriptName *name = path.isEmpty() ? nullptr : scope.find(path.first());
    if (!name || (name->hasMembers() && path.size() < 2))
        return {};
    Evaluation result;
    qsizetype next = name->hasMembers() ? 2 : 1;
    const ScriptRead read = next == 2 ? name->member(path.at(1)) : name->value();
    if (read.error) {
        result.error = *read.error;
        return result;
    }
    if (!read.value || read.value->json().isUndefined()) {
        result.missing.append(path.first(next).join(u'.'));
        return result;
    }
    QJsonValue value = read.value->json();
    for (; next < path.size(); ++next) {
        // Anything but a member that is there (a null, a length) is the script engine's to judge.
        const QJsonObject object = value.toObject();
        const auto it = object.constFind(path.at(next));
        if (it == object.constEnd())
            return {};
        value = *it;
    }
    result.value = value;
    return result;
}

Evaluation ScriptEngine::Private::evaluate(const QString &expression, ScriptScope &scope,
                                           const QString &where)
{
    // A copy: an evaluation inside this one may add programs.
    const Program compiled = program(expression);
    Evaluation result;
    if (compiled.error) {
        result.error = compiled.error;
        result.error->where = where;
        return result;
    }
    if (std::optional<Evaluation> passed = followPath(compiled, scope))
        return *passed;

    ScriptRun run;
    run.scope = &scope;
    ScriptRun *const outer = std::exchange(m_host.run, &run);
    const QJSValue outerRecords = m_swapRecords.call({engine.newObject()});
    const auto outerTime = m_watchdog.start(limits.time);
    QJSValue value = m_evaluate.call({compiled.function});
    // One that came to its end just in time is not lost.
    const bool interrupted = m_watchdog.stop(outerTime)
        && !(value.isArray() && value.property(u"length"_s).toInt() == 1);
    for (; run.untrackDepth > 0; --run.untrackDepth)
        scope.setTracking(true);
    m_swapRecords.call({outerRecords});
    conclude(&result, value, interrupted, run, expression, where);
    m_host.run = outer;
    return result;
}

void ScriptEngine::Private::conclude(Evaluation *result, const QJSValue &value, bool interrupted,
                                     const ScriptRun &run, const QString &expression,
                                     const QString &where)
{
    result->untracked = run.untracked;
    result->missing = run.missing;
    if (interrupted) {
        result->error = Error{ErrorCode::TimedOut,
                              u"The expression \"%1\" ran longer than %2 ms and was stopped."_s
                                  .arg(scripttext::shown(expression))
                                  .arg(limits.time.count()),
                              where, u"Let it work on less, or end its loop."_s};
    } else if (!value.isArray()) {
        // The prelude answers with [value] or [undefined, thrown]; anything else escaped it.
        result->error = explain(value, run, expression, where);
    } else if (value.property(u"length"_s).toInt() == 2) {
        const QJSValue thrown = value.property(1);
        if (run.failure && m_isFailure.call({thrown}).toBool())
            result->error = run.failure;
        else if (run.missing.isEmpty() || !run.unknownName.isEmpty())
            result->error = explain(thrown, run, expression, where);
    } else {
        const QJSValue json = value.property(0);
        if (!json.isUndefined())
            result->value = engine.fromScriptValue<QJsonValue>(json);
        else if (result->missing.isEmpty())
            result->missing.append(scripttext::shown(expression));
    }
}

Error ScriptEngine::Private::explain(const QJSValue &thrown, const ScriptRun &run,
                                     const QString &expression, const QString &where)
{
    Error error{ErrorCode::ExpressionFailed, {}, where, {}};
    QString what = thrown.isObject() ? thrown.property(u"message"_s).toString() : thrown.toString();
    QString place;
    if (!run.unknownName.isEmpty()) {
        what = u"\"%1\" is not a name in scope"_s.arg(run.unknownName);
        place = scripttext::positionOf(expression, run.unknownName);
        const QString meant = nearest(run.unknownName, run.scope->names() + m_builtins);
        if (!meant.isEmpty())
            error.hint = u"Did you mean \"%1\"?"_s.arg(meant);
    } else if (what == "Type error"_L1 || what.isEmpty()) {
        // All that V4 says in several places.
        what = u"the operation does not fit the value, or the value cannot be changed"_s;
    } else if (what.startsWith("Maximum call stack size exceeded"_L1)) {
        what = u"it calls itself without end"_s;
    } else {
        static const QRegularExpression quoted(u"[pP]roperty '([^']+)'"_s);
        const QRegularExpressionMatch match = quoted.match(what);
        if (match.hasMatch())
            place = scripttext::positionOf(expression, match.captured(1));
    }
    while (what.endsWith(u'.'))
        what.chop(1);
    error.message = u"The expression \"%1\" failed%2: %3."_s.arg(
        scripttext::shown(expression), place.isEmpty() ? QString() : u" at "_s + place, what);
    return error;
}

// ---- the face ----------------------------------------------------------------------------------

ScriptEngine::ScriptEngine(ScriptLimits limits)
    : d(std::make_unique<Private>(limits))
{
}

ScriptEngine::~ScriptEngine() = default;

Result<void> ScriptEngine::compile(const QString &expression)
{
    const Private::Program &program = d->program(expression);
    if (program.error)
        return *program.error;
    return {};
}

Evaluation ScriptEngine::evaluate(const QString &expression, ScriptScope &scope,
                                  const QString &where)
{
    return d->evaluate(expression, scope, where);
}

QStringList ScriptEngine::builtinNames()
{
    static const QStringList names = Private({}).builtins();
    return names;
}

} // namespace creact
