// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/stackbanners.h"

#include "ui/models/words.h"
#include "ui/panes/confirmbanner.h"
#include "ui/panes/recoverybanner.h"
#include "ui/theme/metrics.h"

#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

StackBanners::StackBanners(QWidget *parent)
    : QWidget(parent)
    , m_lock(new Banner(u"lockBanner"_s, Banner::Buttons::Beside))
    , m_takeOver(new ConfirmBanner(u"takeOverQuestion"_s))
    , m_error(new Banner(u"errorBanner"_s, Banner::Buttons::Beside))
    , m_recovery(new RecoveryBanner)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, 0, Space::Medium, Space::Tiny);
    layout->setSpacing(Space::Small);
    for (QWidget *banner : {static_cast<QWidget *>(m_lock), static_cast<QWidget *>(m_takeOver),
                            static_cast<QWidget *>(m_error), static_cast<QWidget *>(m_recovery)}) {
        banner->hide();
        layout->addWidget(banner);
    }
    hide();
    connect(m_lock, &Banner::actionTriggered, this, &StackBanners::reloadRequested);
    connect(m_lock, &Banner::secondActionTriggered, this, &StackBanners::askToTakeOver);
    connect(m_error, &Banner::actionTriggered, this, &StackBanners::onErrorAction);
    connect(m_recovery, &RecoveryBanner::dismissed, this, &StackBanners::recoveryDismissed);
    connect(m_recovery, &RecoveryBanner::nodeActivated, this, &StackBanners::nodeActivated);
}

void StackBanners::setInfo(const StackInfo &info, bool hasNode)
{
    m_info = info;
    showLock();
    showError(hasNode);
    m_recovery->setReport(info.recovery);
    setVisible(!m_lock->isHidden() || !m_error->isHidden() || !m_recovery->isHidden());
}

void StackBanners::showLock()
{
    m_lock->setVisible(m_info.readOnly);
    if (!m_info.readOnly || !m_info.lock)
        m_takeOver->dismiss();
    if (!m_info.readOnly)
        return;
    if (!m_info.lock) {
        m_lock->setContent(Banner::Tone::Info, tr("Read-only: a stored state, no document"),
                           tr("Open a stack document to deploy and change things."));
        m_lock->setSecondAction({});
        return;
    }
    const LockInfo &lock = *m_info.lock;
    m_lock->setContent(
        Banner::Tone::Warning, tr("Another process has this stack"),
        tr("%1 has held its lock since %2: process %3 on %4, until %5 unless it is renewed. "
           "The document can be edited and saved; it cannot be deployed from here.")
            .arg(lock.holder.section(u'@', 0, 0), Words::time(lock.acquiredAt),
                 QString::number(lock.pid), lock.host, Words::time(lock.expiresAt)),
        tr("Look again"));
    m_lock->setSecondAction(tr("Take over…"));
}

void StackBanners::askToTakeOver()
{
    if (!m_info.lock)
        return;
    const LockInfo &lock = *m_info.lock;
    m_takeOver->ask(
        tr("Take the stack from process %1 on %2?").arg(QString::number(lock.pid), lock.host),
        tr("That process stops before its next change, and what it is doing now may be done "
           "twice. The audit log keeps who took over from whom. Take over only when it does not "
           "answer any more."),
        tr("Take over"), [this] { Q_EMIT takeOverRequested(); });
}

void StackBanners::showError(bool hasNode)
{
    m_hasNode = hasNode;
    // The lock has a banner of its own, a state that cannot be read a page.
    const bool shown =
        m_info.error && !(m_info.readOnly && m_info.error->code == ErrorCode::Locked);
    m_error->setVisible(shown);
    if (!shown)
        return;
    const Error &error = *m_info.error;
    if (error.code == ErrorCode::DocumentInvalid) {
        // The list of problems says each of them better than one sentence can.
        m_error->setContent(Banner::Tone::Danger, tr("The stack document has problems"),
                            tr("It can be deployed once they are solved."), tr("Show problems"));
        return;
    }
    QStringList text;
    if (!error.where.isEmpty())
        text.append(error.where);
    if (!error.hint.isEmpty())
        text.append(error.hint);
    m_error->setContent(Banner::Tone::Danger, error.message, text.join(u'\n'),
                        hasNode ? tr("Show node") : tr("Reload"));
}

void StackBanners::onErrorAction()
{
    if (!m_info.error)
        return;
    if (m_info.error->code == ErrorCode::DocumentInvalid)
        Q_EMIT problemsRequested();
    else if (m_hasNode)
        Q_EMIT nodeActivated(m_info.error->where);
    else
        Q_EMIT reloadRequested();
}

} // namespace creact
