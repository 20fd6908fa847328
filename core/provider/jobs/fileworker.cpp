// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/fileworker.h"

#include <utility>

namespace creact {

FileWorker::FileWorker()
{
    m_pool.setMaxThreadCount(2);
}

FileWorker::~FileWorker()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void FileWorker::run(std::function<std::function<void()>()> work)
{
    m_pool.start([this, work = std::move(work)] {
        QMetaObject::invokeMethod(&m_context, work(), Qt::QueuedConnection);
    });
}

} // namespace creact
