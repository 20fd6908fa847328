// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

namespace creact {

class Banner;
class ConfirmBanner;
class RecoveryBanner;

/// What is the matter with the stack as a whole, above its tree: another has its lock, something
/// went wrong, the last run did not end by itself.
class StackBanners : public QWidget {
    Q_OBJECT
public:
    explicit StackBanners(QWidget *parent = nullptr);
    /// `hasNode`: the error is about a node that the tree shows.
    void setInfo(const StackInfo &info, bool hasNode);

Q_SIGNALS:
    void reloadRequested();
    void problemsRequested();
    void takeOverRequested();
    void recoveryDismissed();
    void nodeActivated(const QString &nodeId);

private:
    void showLock();
    void showError(bool hasNode);
    void askToTakeOver();
    void onErrorAction();

    StackInfo m_info;
    bool m_hasNode = false;
    Banner *m_lock;
    ConfirmBanner *m_takeOver;
    Banner *m_error;
    RecoveryBanner *m_recovery;
};

} // namespace creact
