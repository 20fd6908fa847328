// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <utility>

namespace creact::cli {

namespace {

QString paint(const QString &text, Console::Style style, bool colours)
{
    if (!colours || style == Console::Style::Plain)
        return text;
    const char *code = "";
    switch (style) {
    case Console::Style::Plain:
        break;
    case Console::Style::Bold:
        code = "1";
        break;
    case Console::Style::Dim:
        code = "2";
        break;
    case Console::Style::Red:
        code = "31";
        break;
    case Console::Style::Green:
        code = "32";
        break;
    case Console::Style::Yellow:
        code = "33";
        break;
    }
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1StringView(code), text);
}

int terminalWidth(int descriptor)
{
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool isControl(QChar character)
{
    const char16_t unit = character.unicode();
    if (unit == u'\n' || unit == u'\t')
        return false;
    return unit < 0x20 || (unit >= 0x7f && unit < 0xa0);
}

} // namespace

Console::Console()
    : m_inputTerminal(::isatty(STDIN_FILENO) == 1)
    , m_outputTerminal(::isatty(STDOUT_FILENO) == 1)
    , m_errorTerminal(::isatty(STDERR_FILENO) == 1)
{
    const bool wanted = qEnvironmentVariableIsEmpty("NO_COLOR")
        && qEnvironmentVariable("TERM") != QLatin1StringView("dumb");
    m_outputColours = m_outputTerminal && wanted;
    m_errorColours = m_errorTerminal && wanted;
}

Console::~Console()
{
    progress({});
}

void Console::print(const QString &line)
{
    progress({});
    endStream();
    write(stdout, line + u'\n');
}

void Console::print(const QJsonObject &object)
{
    progress({});
    writeJson(QJsonDocument(object));
}

void Console::print(const QJsonArray &array)
{
    progress({});
    writeJson(QJsonDocument(array));
}

void Console::printCompact(const QJsonObject &object)
{
    print(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

void Console::prompt(const QString &text)
{
    progress({});
    if (m_outputTerminal)
        write(stdout, text);
}

void Console::stream(const QString &text)
{
    if (!m_outputTerminal || text.isEmpty())
        return;
    progress({});
    m_streaming = true;
    write(stdout, printable(text));
}

void Console::endStream()
{
    if (std::exchange(m_streaming, false))
        write(stdout, QStringLiteral("\n"));
}

void Console::error(const Error &error)
{
    tell(QStringLiteral("creact: "), error, Style::Red);
}

void Console::warning(const Error &error)
{
    tell(QStringLiteral("creact: warning: "), error, Style::Yellow);
}

void Console::tell(const QString &prefix, const Error &error, Style style)
{
    progress({});
    endStream();
    QString text = paint(prefix, style, m_errorColours) + printable(error.message) + u'\n';
    if (!error.where.isEmpty())
        text += QStringLiteral("    at ") + printable(error.where) + u'\n';
    if (!error.hint.isEmpty())
        text += QStringLiteral("    hint: ") + printable(error.hint) + u'\n';
    write(stderr, text);
}

void Console::note(const QString &line)
{
    progress({});
    endStream();
    write(stderr, line + u'\n');
}

void Console::aside(const QString &line)
{
    progress({});
    endStream();
    write(stderr, paint(oneLine(line), Style::Dim, m_errorColours) + u'\n');
}

void Console::ask(const QString &question)
{
    progress({});
    endStream();
    write(stderr, question);
}

void Console::progress(const QString &text)
{
    // It would erase the line that is being written.
    if (m_streaming)
        return;
    if (!m_errorTerminal || (text.isEmpty() && !m_progressShown))
        return;
    m_progressShown = !text.isEmpty();
    const QString shown = oneLine(text, terminalWidth(STDERR_FILENO) - 1);
    write(stderr, QStringLiteral("\r\x1b[K"));
    if (!shown.isEmpty())
        write(stderr, paint(shown, Style::Dim, m_errorColours));
}

QString Console::styled(const QString &text, Style style) const
{
    return paint(text, style, m_outputColours);
}

int Console::width() const
{
    return m_outputTerminal ? terminalWidth(STDOUT_FILENO) : 0;
}

QString Console::printable(const QString &text)
{
    QString result = text;
    for (QChar &character : result) {
        if (isControl(character))
            character = QChar::ReplacementCharacter;
    }
    return result;
}

QString Console::oneLine(const QString &text, int width)
{
    const QString line = printable(text.simplified());
    if (width <= 0 || line.size() <= width)
        return line;
    return line.left(width - 1) + u'…';
}

void Console::writeJson(const QJsonDocument &document)
{
    const QString text = QString::fromUtf8(document.toJson(QJsonDocument::Indented));
    // JSON escapes most control characters, but not those from 0x7f to 0x9f.
    write(stdout, m_outputTerminal ? printable(text) : text);
}

void Console::write(FILE *file, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
    std::fflush(file);
}

} // namespace creact::cli
