// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditscan.h"

#include <algorithm>

namespace creact {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Punctuation and padding carry nothing that could be lost.
bool isFiller(char c)
{
    return isSpace(c) || c == '\0' || c == ',' || c == '[' || c == ']';
}

class Scanner {
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    {
    }

    AuditScan run()
    {
        while (m_at < m_text.size() && (isSpace(m_text[m_at]) || m_text[m_at] == '\0'))
            ++m_at;
        if (m_at == m_text.size()) {
            m_scan.clean = false;
            return m_scan;
        }
        m_scan.isLog = m_text[m_at] == '[';
        ++m_at;
        if (m_scan.isLog)
            scanEntries(false);
        return m_scan;
    }

    AuditScan runOn()
    {
        scanEntries(true);
        return m_scan;
    }

private:
    void scanEntries(bool wantsComma)
    {
        for (;;) {
            skipSpace();
            if (m_at < m_text.size() && m_text[m_at] == ']' && atEndAfter(m_at + 1))
                return;
            if (wantsComma && m_at < m_text.size() && m_text[m_at] == ',') {
                ++m_at;
                skipSpace();
                wantsComma = false;
            }
            const qsizetype end = wantsComma ? -1 : entryEnd(m_at);
            if (end < 0) {
                if (!skipDamage())
                    return;
                wantsComma = false;
                continue;
            }
            m_scan.entries.append({m_at, end});
            m_at = end;
            wantsComma = true;
        }
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    bool atEndAfter(qsizetype at) const
    {
        return std::all_of(m_text.begin() + at, m_text.end(), isSpace);
    }

    /// Lines of the log begin an entry at the margin (ours) or two spaces from it (CReact's).
    bool beginsEntry(qsizetype newline) const
    {
        const QByteArrayView rest = QByteArrayView(m_text).sliced(newline + 1);
        return rest.startsWith('{') || rest.startsWith("  {");
    }

    /// False at the end of the text.
    bool skipDamage()
    {
        m_scan.clean = false;
        const qsizetype from = m_at;
        // Where the damaged entry itself begins is no place to take up again.
        qsizetype newline = m_text.indexOf('\n', from);
        while (newline >= 0 && !beginsEntry(newline))
            newline = m_text.indexOf('\n', newline + 1);
        m_at = newline < 0 ? m_text.size() : newline + 1;
        const QByteArrayView skipped = QByteArrayView(m_text).sliced(from, m_at - from);
        if (!std::all_of(skipped.begin(), skipped.end(), isFiller))
            m_scan.lost += skipped.size();
        skipSpace();
        return m_at < m_text.size();
    }

    /// Just behind the object that begins at `at`; -1 when none does, or it does not end. The loop
    /// that the time of a long log goes into.
    qsizetype entryEnd(qsizetype at) const
    {
        const char *const begin = m_text.constData();
        const char *const end = begin + m_text.size();
        const char *p = begin + at;
        if (p >= end || *p != '{')
            return -1;
        int depth = 0;
        for (; p < end; ++p) {
            const char c = *p;
            if (c == '"') {
                p = stringEnd(p + 1, end);
                if (!p)
                    return -1;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                if (--depth == 0)
                    return p + 1 - begin;
            } else if (c == '\n' && p + 1 < end && p[1] == '{') {
                return -1; // the next entry began, so this one never ended
            } else if (static_cast<unsigned char>(c) < 0x20 && !isSpace(c)) {
                return -1;
            }
        }
        return -1;
    }

    /// The quote that ends a string; null when there is none, or the string holds what none may.
    static const char *stringEnd(const char *p, const char *end)
    {
        for (; p < end && *p != '"'; ++p) {
            if (static_cast<unsigned char>(*p) < 0x20)
                return nullptr;
            if (*p == '\\' && ++p < end && static_cast<unsigned char>(*p) < 0x20)
                return nullptr;
        }
        return p < end ? p : nullptr;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    AuditScan m_scan;
};

} // namespace

AuditScan AuditScan::of(const QByteArray &text)
{
    return Scanner(text).run();
}

AuditScan AuditScan::behindAnEntry(const QByteArray &text)
{
    return Scanner(text).runOn();
}

} // namespace creact
