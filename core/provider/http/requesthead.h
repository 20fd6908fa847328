// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/guardlimits.h"
#include "core/provider/http/httpmessage.h"

#include <variant>

namespace creact {

/// The head of a request that may go on.
struct RequestHead {
    bool headOnly = false;
    bool http10 = false;
    bool keepAlive = true;
    bool expectContinue = false;
    bool chunked = false;
    qint64 contentLength = 0;
    /// Request line and headers, CRLF after each, without those that frame the message.
    QByteArray forwarded;

    bool hasBody() const { return chunked || contentLength > 0; }
};

/// Reads a request's head (without the empty line) as strictly as request smuggling, DNS rebinding
/// and cross-site posts ask for. A refusal is the answer to send; the connection ends with it.
std::variant<RequestHead, ServerAnswer>
readRequestHead(const QByteArray &head, const GuardLimits &limits, const GuardPolicy &policy);

} // namespace creact
