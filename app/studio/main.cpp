// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/signalpipe.h"
#include "core/secrets/keychainstore.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/storagesettings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Studio", source);
}

struct Arguments {
    /// Documents and state folders.
    QStringList paths;
    ProviderOptions endpoint;
    bool hasEndpoint = false;
    std::optional<Theme::Mode> theme;
    StackController::Overrides overrides;
};

int usageError(const QString &message)
{
    std::fprintf(stderr, "creact-studio: %s\n", qPrintable(message));
    return 2;
}

/// The exit status when the program is not to start.
std::optional<int> parse(const QCoreApplication &app, Arguments &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        text(QT_TRANSLATE_NOOP("Studio", "Open a stack, deploy it, watch it and talk to it.")));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        u"STACK"_s,
        text(QT_TRANSLATE_NOOP("Studio",
                               "Stack documents (*.stack.json), or folders with stored states; "
                               "without any, what was open the last time.")),
        u"[STACK…]"_s);
    const QCommandLineOption endpoint(
        u"endpoint"_s,
        text(QT_TRANSLATE_NOOP("Studio",
                               "The model endpoint, for this run: its name, an address, or demo.")),
        u"ENDPOINT"_s);
    const QCommandLineOption port(
        u"port"_s,
        text(QT_TRANSLATE_NOOP("Studio", "Port of the HTTP server, over the document’s.")), u"N"_s);
    const QCommandLineOption backend(
        u"backend"_s,
        text(QT_TRANSLATE_NOOP("Studio", "Where the state is kept: file:DIR or memory:.")),
        u"URL"_s);
    const QCommandLineOption light(
        u"light"_s, text(QT_TRANSLATE_NOOP("Studio", "Light colours, for this run.")));
    const QCommandLineOption dark(u"dark"_s,
                                  text(QT_TRANSLATE_NOOP("Studio", "Dark colours, for this run.")));
    parser.addOptions({endpoint, port, backend, light, dark});
    parser.process(app);

    arguments.paths = parser.positionalArguments();
    if (parser.isSet(endpoint)) {
        const Result<void> read = readEndpointOption(parser.value(endpoint), arguments.endpoint);
        if (!read)
            return usageError(read.error().message + u' ' + read.error().hint);
        arguments.hasEndpoint = true;
    }
    if (parser.isSet(port)) {
        bool ok = false;
        arguments.overrides.port = parser.value(port).toUShort(&ok);
        if (!ok)
            return usageError(
                text(QT_TRANSLATE_NOOP("Studio", "--port takes a number from 0 to 65535.")));
        if (arguments.overrides.port != 0 && arguments.paths.size() > 1)
            return usageError(
                text(QT_TRANSLATE_NOOP("Studio", "Several stacks cannot listen at one --port.")));
    }
    arguments.overrides.backendUrl = parser.value(backend);
    if (parser.isSet(dark))
        arguments.theme = Theme::Mode::Dark;
    else if (parser.isSet(light))
        arguments.theme = Theme::Mode::Light;
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"creact-studio"_s);
    QApplication::setApplicationDisplayName(u"CReact Studio"_s);
    QApplication::setOrganizationName(u"creact"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(CREACT_VERSION));
    QApplication::setDesktopFileName(u"org.creact.Studio"_s);
    QApplication::setWindowIcon(QIcon(u":/assets/icons/app.svg"_s));
    // A window kept in the background is hidden, and must not end the program.
    QApplication::setQuitOnLastWindowClosed(false);
    // Qt's own texts, those of its file dialog for one, where they are installed.
    QTranslator qtTranslator;
    if (qtTranslator.load(QLocale(), u"qtbase"_s, u"_"_s,
                          QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTranslator);
    QTranslator translator;
    if (translator.load(QLocale(), u"creact"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);

    Arguments arguments;
    if (const std::optional<int> status = parse(app, arguments))
        return *status;

    // Fast enough to read along, slow enough to see that it streams.
    arguments.overrides.demoWordPause = std::chrono::milliseconds(20);
    arguments.overrides.draftsFolder =
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/drafts"_s;
    QSettings settings;
    Theme theme(app);
    theme.setMode(arguments.theme.value_or(Theme::Mode(settings.value(u"theme"_s).toInt())));
    KeychainStore secrets;
    EndpointSettings endpoint(settings, secrets);
    endpoint.setFile(endpointsFile());
    if (arguments.hasEndpoint) {
        if (const Result<void> used = endpoint.useForThisRun(arguments.endpoint); !used)
            return usageError(used.error().message + u' ' + used.error().hint);
    }
    RecentStacks recent(settings);
    StorageSettings storage(settings);
    MainWindow window({endpoint, recent, storage, theme, settings, arguments.overrides});
    SignalPipe signalPipe;
    QObject::connect(&signalPipe, &SignalPipe::received, &window, &MainWindow::stopAndQuit);
    window.show();
    if (arguments.paths.isEmpty())
        window.restoreStacks();
    else
        window.openPaths(arguments.paths);
    return QApplication::exec();
}
