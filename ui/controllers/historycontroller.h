// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/models/historymodel.h"
#include "ui/models/statelook.h"

#include <QObject>

namespace creact {

/// The earlier states of the open stack: lists them, looks at one, goes back to one.
class HistoryController : public QObject {
    Q_OBJECT
public:
    explicit HistoryController(Engine &engine, QObject *parent = nullptr);
    HistoryModel *model() { return &m_model; }

    void clear();
    void refresh();
    /// Answers with looked(); of two calls only the last one does. Compared with the state as it is
    /// now, or (that cannot be read) as it is.
    void look(const QString &id, bool compare);
    void goBack(const QString &id);
    void startEmpty();

Q_SIGNALS:
    void looked(const QString &id, const creact::StateLook &look);
    void lookFailed(const QString &id, const creact::Error &error);
    /// The stack has another state now.
    void wentBack(qint64 at);
    /// The state that could not be read has this name now.
    void startedEmpty(const QString &name);
    void failed(const creact::Error &error);

private:
    void compareWithNow(const QString &id, const StackRecord &then);
    void work(const QString &id, const std::function<StateLook()> &makeLook);

    Engine &m_engine;
    HistoryModel m_model;
    QString m_wanted;
    bool m_refreshing = false;
    bool m_again = false;
};

} // namespace creact
