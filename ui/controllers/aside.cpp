// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/aside.h"

#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace creact {

namespace {

/// Between who asks and the thread that may never come back. The receiver goes with the asker, and
/// a late thread finds none.
struct Inquiry {
    std::mutex mutex;
    QObject *receiver = nullptr;
};

} // namespace

void runAside(QObject *context, std::function<std::function<void()>()> work)
{
    auto *receiver = new QObject(context);
    auto inquiry = std::make_shared<Inquiry>();
    inquiry->receiver = receiver;
    // Direct: before the receiver is gone.
    QObject::connect(
        receiver, &QObject::destroyed, receiver,
        [inquiry] {
            const std::lock_guard lock(inquiry->mutex);
            inquiry->receiver = nullptr;
        },
        Qt::DirectConnection);
    std::thread([work = std::move(work), inquiry] {
        std::function<void()> answer = work();
        const std::lock_guard lock(inquiry->mutex);
        if (!inquiry->receiver)
            return;
        QMetaObject::invokeMethod(
            inquiry->receiver,
            [receiver = inquiry->receiver, answer = std::move(answer)] {
                receiver->deleteLater();
                answer();
            },
            Qt::QueuedConnection);
    }).detach();
}

} // namespace creact
