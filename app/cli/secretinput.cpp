// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secretinput.h"

#include <cstdio>

#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace creact::cli {

/// The terminal shows nothing of what is typed as long as this lives.
struct SecretInput::Silence {
    Silence()
    {
        if (tcgetattr(STDIN_FILENO, &before) != 0)
            return;
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        silent.c_lflag |= ECHONL;
        isSet = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Silence()
    {
        if (isSet)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    }
    Silence(const Silence &) = delete;
    Silence &operator=(const Silence &) = delete;

    termios before = {};
    bool isSet = false;
};

SecretInput::SecretInput(QObject *parent)
    : QObject(parent)
{
    connect(&m_reader, &LineReader::line, this, &SecretInput::take);
    connect(&m_reader, &LineReader::ended, this, [this] { take({}); });
}

SecretInput::~SecretInput() = default;

bool SecretInput::isTerminal()
{
    return isatty(STDIN_FILENO) == 1;
}

void SecretInput::ask(const QStringList &names)
{
    m_names = names;
    m_secrets.clear();
    if (isTerminal() && !names.isEmpty()) {
        m_silence = std::make_unique<Silence>();
        m_signals = std::make_unique<SignalWatcher>();
        connect(m_signals.get(), &SignalWatcher::signalled, this, [this] {
            m_silence.reset();
            std::fputc('\n', stderr);
            Q_EMIT interrupted();
        });
    }
    next();
}

void SecretInput::next()
{
    if (m_secrets.size() == m_names.size()) {
        m_silence.reset();
        m_signals.reset();
        Q_EMIT read(m_secrets);
        return;
    }
    if (m_silence)
        std::fputs(qUtf8Printable(m_names.at(m_secrets.size()) + u": "_s), stderr);
    m_reader.next();
}

void SecretInput::take(const QString &line)
{
    m_secrets.append(line.trimmed());
    next();
}

} // namespace creact::cli
