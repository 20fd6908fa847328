// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/runtime/heldbackend.h"
#include "tests/core/runtime/stage.h"

#include <QCoreApplication>

namespace creact::sim {

/// A stack "s" that runs over a backend whose saves can be held.
struct HeldRun {
    explicit HeldRun(const QByteArray &children)
        : provider(world)
        , runtime(backend, provider, backend.clock)
    {
        provider.initialize(runtime, [](const Result<void> &) {});
        runtime.load(QStringLiteral("s"), [](const Result<void> &) {});
        runtime.start(smallDocument(children),
                      [this](const Result<void> &result) { settled = result; });
        settle();
    }
    static void settle()
    {
        for (int i = 0; i < 10; ++i)
            QCoreApplication::sendPostedEvents();
    }
    void drive()
    {
        while (provider.step())
            settle();
    }
    /// Lets all held saves happen, and those that follow.
    void releaseAll()
    {
        while (backend.release())
            settle();
    }
    const StackRecord &stored()
    {
        return *backend.memory.store()->stacks[QStringLiteral("s")].state;
    }

    World world;
    HeldBackend backend;
    Provider provider;
    Runtime runtime;
    std::optional<Result<void>> settled;
};

} // namespace creact::sim
