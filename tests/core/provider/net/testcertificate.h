// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace creact {

/// Made for these tests and trusted by nobody else: for name.test and other.test, until 2126.
inline QByteArray testCertificate()
{
    return R"(-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUA3bghRruYcKabl37rHlQ3wYohWswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbmFtZS50ZXN0MCAXDTI2MTEyMjEyMzg1MFoYDzIxMjYxMDI5
MTIzODUwWjAUMRIwEAYDVQQDDAluYW1lLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATe8ZiLxPZ54/BHl9CSRxT4UNNB/fXESMBC+PQ/cu3nJgRSWoZ3ZGPK
je/9VkcrZPPn15StjA3/D3e6m03p40hZo3UwczAdBgNVHQ4EFgQUY1Fgx9TzGA0g
Tke9SN0zYDITUywwHwYDVR0jBBgwFoAUY1Fgx9TzGA0gTke9SN0zYDITUywwDwYD
VR0TAQH/BAUwAwEB/zAgBgNVHREEGTAXggluYW1lLnRlc3SCCm90aGVyLnRlc3Qw
CgYIKoZIzj0EAwIDSAAwRQIhAM8UZDjF4hBH32sk67qFxhmhx8vdl0+A0g1brZX9
yATIAiA1X5VdoF9voCMwMJ9157znFaoEJJoJ5dkqYDipaA+fcA==
-----END CERTIFICATE-----
)";
}

inline QByteArray testCertificateKey()
{
    return R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFwFPfQ6cLxhfELPg
8Ys9KRn3+rdmVpiqUSv/n6qjJ4ehRANCAATe8ZiLxPZ54/BHl9CSRxT4UNNB/fXE
SMBC+PQ/cu3nJgRSWoZ3ZGPKje/9VkcrZPPn15StjA3/D3e6m03p40hZ
-----END PRIVATE KEY-----
)";
}

} // namespace creact
