// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/closeguard.h"

#include "ui/controllers/stackcontroller.h"
#include "ui/theme/icons.h"

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSystemTrayIcon>
#include <QWidget>

namespace creact {

using namespace Qt::StringLiterals;

CloseGuard::CloseGuard(StackController &controller, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_window(window)
{
}

CloseGuard::~CloseGuard() = default;

bool CloseGuard::mayClose()
{
    if (!m_controller.active())
        return true;
    if (m_asking || m_quitting)
        return false;
    m_asking = true;
    auto *box = new QMessageBox(m_window);
    box->setObjectName(u"closeQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(m_window->windowIcon().pixmap(40));
    box->setText(tr("The stack “%1” is live.").arg(m_controller.info().name));
    box->setInformativeText(
        tr("Stopping keeps its state; the next deploy goes on from there. In the background it "
           "goes on answering."));
    QPushButton *stop = box->addButton(tr("&Stop and quit"), QMessageBox::AcceptRole);
    QPushButton *keep =
        box->addButton(tr("&Keep running in the background"), QMessageBox::ActionRole);
    QPushButton *cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    stop->setObjectName(u"stopAndQuit"_s);
    keep->setObjectName(u"keepRunning"_s);
    box->setDefaultButton(stop);
    box->setEscapeButton(cancel);
    connect(stop, &QPushButton::clicked, this, &CloseGuard::stopAndQuit);
    connect(keep, &QPushButton::clicked, this, &CloseGuard::goToBackground);
    connect(box, &QDialog::finished, this, [this] { m_asking = false; });
    box->open();
    return false;
}

void CloseGuard::whenIdle(const QString &question, std::function<void()> then)
{
    if (!m_controller.active()) {
        then();
        return;
    }
    auto *box = new QMessageBox(m_window);
    box->setObjectName(u"stopQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(m_window->windowIcon().pixmap(40));
    box->setText(question);
    box->setInformativeText(tr("Stopping keeps its state; the next deploy goes on from there."));
    QPushButton *stop = box->addButton(tr("&Stop and go on"), QMessageBox::AcceptRole);
    stop->setObjectName(u"stopAndGoOn"_s);
    box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    connect(stop, &QPushButton::clicked, this,
            [this, then = std::move(then)] { m_controller.stop(then); });
    box->open();
}

void CloseGuard::stopAndQuit()
{
    if (m_quitting)
        return;
    m_quitting = true;
    if (!m_controller.active()) {
        Q_EMIT readyToQuit();
        return;
    }
    m_controller.stop([this] { Q_EMIT readyToQuit(); });
}

// Without a tray a hidden window could not be brought back: it is minimised instead.
void CloseGuard::goToBackground()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable()) {
        m_window->showMinimized();
        return;
    }
    if (!m_tray) {
        m_tray = std::make_unique<QSystemTrayIcon>(m_window->windowIcon());
        auto *menu = new QMenu(m_window);
        menu->addAction(tr("&Show CReact Studio"), this, &CloseGuard::comeBack);
        menu->addAction(tr("&Stop and quit"), this, &CloseGuard::stopAndQuit);
        m_tray->setContextMenu(menu);
        connect(m_tray.get(), &QSystemTrayIcon::activated, this, &CloseGuard::comeBack);
    }
    m_tray->setToolTip(tr("“%1” is live").arg(m_controller.info().name));
    m_tray->show();
    m_window->hide();
}

void CloseGuard::comeBack()
{
    m_window->showNormal();
    m_window->activateWindow();
    m_tray->hide();
}

} // namespace creact
