// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/net/networkwords.h"

namespace creact {

using namespace Qt::StringLiterals;

QString originText(const QUrl &url)
{
    const int port = url.port();
    const QString host = url.host().contains(u':') ? u"[%1]"_s.arg(url.host()) : url.host();
    return port < 0 ? host : u"%1:%2"_s.arg(host).arg(port);
}

QString networkErrorWords(QNetworkReply::NetworkError error, const QString &words)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return u"cannot be reached: nothing listens there (connection refused)."_s;
    case QNetworkReply::HostNotFoundError:
        return u"cannot be reached: no such host name is known."_s;
    case QNetworkReply::SslHandshakeFailedError:
        return u"offers no secure connection that can be trusted: %1."_s.arg(words);
    case QNetworkReply::RemoteHostClosedError:
        return u"closed the connection before it had answered."_s;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return u"cannot be reached through the proxy: %1."_s.arg(words);
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return u"does not answer as an HTTP server does."_s;
    default:
        return u"cannot be reached: %1."_s.arg(words);
    }
}

QString networkErrorHint(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return u"Start the server, or check the address and the port."_s;
    case QNetworkReply::HostNotFoundError:
        return u"Check the address and the network connection."_s;
    case QNetworkReply::SslHandshakeFailedError:
        return u"A server without a certificate is at http:// instead of https://. Else ask for a "
               "valid certificate there, or add its authority to the system's trusted certificates."_s;
    case QNetworkReply::RemoteHostClosedError:
        return u"The request was sent once and is not repeated by itself. Retry when the server is well."_s;
    default:
        return u"Check the address, the network connection and the proxy settings."_s;
    }
}

bool isLostConnection(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return false;
    default:
        return true;
    }
}

} // namespace creact
