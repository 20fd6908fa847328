// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditscan.h"

#include <algorithm>

namespace creact {

namespace {

/// No entry begins there, or it never ends.
constexpr qsizetype noAuditEntry = -1;
/// One begins there; whether it ends the next piece tells.
constexpr qsizetype auditEntryGoesOn = -2;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Punctuation and padding carry nothing that could be lost.
bool isFiller(char c)
{
    return isSpace(c) || c == '\0' || c == ',' || c == '[' || c == ']';
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

/// The quote that ends a string; `end` when there is none, null when the string holds what none
/// may.
const char *auditStringEnd(const char *p, const char *end)
{
    for (; p < end && *p != '"'; ++p) {
        if (isControl(*p))
            return nullptr;
        if (*p != '\\')
            continue;
        if (++p == end)
            return end;
        if (isControl(*p))
            return nullptr;
    }
    return p;
}

} // namespace

AuditScan AuditScan::of(const QByteArray &text)
{
    AuditScanner scanner;
    scanner.read(text, true);
    return scanner.scan();
}

AuditScanner::AuditScanner(Place place, qsizetype base)
    : m_place(place)
    , m_base(base)
{
    m_scan.tail = base;
}

AuditScanner AuditScanner::behindAnEntry(qsizetype tail)
{
    return {Place::BehindAnEntry, tail};
}

AuditScanner AuditScanner::atAnEntry(qsizetype start)
{
    return {Place::Entry, start};
}

void AuditScanner::read(const QByteArray &piece, bool isLast)
{
    m_text = piece;
    m_at = 0;
    m_isLast = isLast;
    if (m_place == Place::Beginning)
        begin();
    if (m_place != Place::Beginning && m_scan.isLog)
        scanEntries();
    m_base += m_at;
    m_text.clear();
}

void AuditScanner::begin()
{
    while (!isAtEnd() && (isSpace(m_text[m_at]) || m_text[m_at] == '\0'))
        ++m_at;
    if (isAtEnd()) {
        m_scan.clean = !m_isLast;
        return;
    }
    m_scan.isLog = m_text[m_at] == '[';
    ++m_at;
    m_scan.tail = m_base + m_at;
    m_place = Place::Entry;
}

void AuditScanner::scanEntries()
{
    for (;;) {
        skipSpace();
        if (isAtEnd() && !m_isLast)
            return;
        // The end; or what seems to be one as far as this piece goes.
        if (m_place != Place::BehindAComma && !isAtEnd() && m_text[m_at] == ']'
            && onlySpaceAfter(m_at + 1))
            return;
        if (m_place == Place::BehindAnEntry && !isAtEnd() && m_text[m_at] == ',') {
            ++m_at;
            m_place = Place::BehindAComma;
            continue;
        }
        const qsizetype end = m_place == Place::BehindAnEntry ? noAuditEntry : entryEnd();
        if (end == auditEntryGoesOn)
            return;
        if (end == noAuditEntry) {
            if (!skipDamage())
                return;
            m_place = Place::Entry;
            continue;
        }
        m_scan.entries.append({m_base + m_at, m_base + end});
        m_scan.tail = m_base + end;
        m_at = end;
        m_place = Place::BehindAnEntry;
    }
}

void AuditScanner::skipSpace()
{
    while (!isAtEnd() && isSpace(m_text[m_at]))
        ++m_at;
}

bool AuditScanner::onlySpaceAfter(qsizetype at) const
{
    return std::all_of(m_text.begin() + at, m_text.end(), isSpace);
}

/// Lines of the log begin an entry at the margin (ours) or two spaces from it (CReact's).
bool AuditScanner::beginsEntry(qsizetype newline) const
{
    const QByteArrayView rest = QByteArrayView(m_text).sliced(newline + 1);
    return rest.startsWith('{') || rest.startsWith("  {");
}

/// False at the end of the text, or of the piece before it is known where to take up again.
bool AuditScanner::skipDamage()
{
    m_scan.clean = false;
    // Where the damaged entry itself begins is no place to take up again.
    qsizetype newline = m_text.indexOf('\n', m_at);
    while (newline >= 0 && !beginsEntry(newline))
        newline = m_text.indexOf('\n', newline + 1);
    if (newline < 0 && !m_isLast)
        return false;
    const qsizetype to = newline < 0 ? m_text.size() : newline + 1;
    const QByteArrayView skipped = QByteArrayView(m_text).sliced(m_at, to - m_at);
    if (!std::all_of(skipped.begin(), skipped.end(), isFiller))
        m_scan.lost += skipped.size();
    m_at = to;
    skipSpace();
    return !isAtEnd() || !m_isLast;
}

/// Just behind the object that begins here. The loop that the time of a long log goes into.
qsizetype AuditScanner::entryEnd() const
{
    const char *const begin = m_text.constData();
    const char *const end = begin + m_text.size();
    const char *p = begin + m_at;
    if (p >= end || *p != '{')
        return noAuditEntry;
    const qsizetype cutOff = m_isLast ? noAuditEntry : auditEntryGoesOn;
    int depth = 0;
    for (; p < end; ++p) {
        const char c = *p;
        if (c == '"') {
            p = auditStringEnd(p + 1, end);
            if (!p)
                return noAuditEntry;
            if (p == end)
                return cutOff;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0)
                return p + 1 - begin;
        } else if (c == '\n' && p + 1 < end && p[1] == '{') {
            return noAuditEntry; // the next entry began, so this one never ended
        } else if (isControl(c) && !isSpace(c)) {
            return noAuditEntry;
        }
    }
    return cutOff;
}

} // namespace creact
