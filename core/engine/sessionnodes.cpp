// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to single nodes and stores of a stack.
#include "core/engine/session.h"

namespace creact {

namespace {
Error notYet()
{
    return {ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}
} // namespace

Result<void> Session::retryFailed()
{
    return notYet();
}

Result<void> Session::rerun(const QString &)
{
    return notYet();
}

void Session::destroyNode(const QString &, const Done<void> &done)
{
    done(notYet());
}

void Session::pin(const QString &, bool, const Done<void> &done)
{
    done(notYet());
}

void Session::setStore(const StoreEdit &, const Done<void> &done)
{
    done(notYet());
}

} // namespace creact
