// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/historycontroller.h"

#include <QPointer>
#include <QThreadPool>

namespace creact {

HistoryController::HistoryController(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
}

void HistoryController::clear()
{
    m_wanted.clear();
    m_model.setSnapshots({});
}

void HistoryController::refresh()
{
    if (m_refreshing) {
        m_again = true;
        return;
    }
    m_refreshing = true;
    m_engine.history([guard = QPointer(this)](const Result<QList<SnapshotInfo>> &snapshots) {
        if (!guard)
            return;
        guard->m_refreshing = false;
        guard->m_model.setSnapshots(snapshots ? *snapshots : QList<SnapshotInfo>());
        if (std::exchange(guard->m_again, false))
            guard->refresh();
    });
}

void HistoryController::look(const QString &id, bool compare)
{
    m_wanted = id;
    m_engine.snapshot(id, [guard = QPointer(this), id, compare](const Result<StackRecord> &state) {
        if (!guard || guard->m_wanted != id)
            return;
        if (!state)
            Q_EMIT guard->lookFailed(id, state.error());
        else if (compare)
            guard->compareWithNow(id, *state);
        else
            guard->work(id, [then = *state] { return StateLook::of(then); });
    });
}

void HistoryController::compareWithNow(const QString &id, const StackRecord &then)
{
    m_engine.state([guard = QPointer(this), id, then](const Result<StackRecord> &now) {
        if (!guard || guard->m_wanted != id)
            return;
        if (now)
            guard->work(id, [then, now = *now] { return StateLook::compared(then, now); });
        else
            guard->work(id, [then] { return StateLook::of(then); });
    });
}

// A large state takes its time, and the window does not wait for it.
void HistoryController::work(const QString &id, const std::function<StateLook()> &makeLook)
{
    QThreadPool::globalInstance()->start([guard = QPointer(this), id, makeLook] {
        const StateLook look = makeLook();
        QMetaObject::invokeMethod(qApp, [guard, id, look] {
            if (guard && guard->m_wanted == id)
                Q_EMIT guard->looked(id, look);
        });
    });
}

void HistoryController::goBack(const QString &id)
{
    const int row = m_model.rowOf(id);
    const qint64 at = row < 0 ? 0 : m_model.at(row).at;
    m_engine.rollback(id, [guard = QPointer(this), at](const Result<void> &done) {
        if (!guard)
            return;
        if (done)
            Q_EMIT guard->wentBack(at);
        else
            Q_EMIT guard->failed(done.error());
    });
}

void HistoryController::startEmpty()
{
    m_engine.startOver([guard = QPointer(this)](const Result<QString> &name) {
        if (!guard)
            return;
        if (name)
            Q_EMIT guard->startedEmpty(*name);
        else
            Q_EMIT guard->failed(name.error());
    });
}

} // namespace creact
