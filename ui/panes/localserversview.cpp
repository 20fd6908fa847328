// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/localserversview.h"

#include "ui/panes/elidedlabel.h"
#include "ui/panes/spinner.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString whatItHas(const LocalServer &server)
{
    if (server.wantsKey)
        return LocalServersView::tr("wants a key");
    const qsizetype count = server.models.size();
    if (count == 0)
        return LocalServersView::tr("has no models yet");
    const QString number = count == 1
        ? LocalServersView::tr("1 model")
        : LocalServersView::tr("%1 models").arg(QLocale().toString(count));
    return LocalServersView::tr("%1: %2", "how many models, their names")
        .arg(number, server.models.join(u", "_s));
}

} // namespace

LocalServersView::LocalServersView(QWidget *parent)
    : QWidget(parent)
    , m_servers(m_clock)
    , m_candidates(LocalServers::usualServers())
    , m_progress(new QWidget)
    , m_result(makeLabel(u"localResult"_s, TextSize::Normal, "muted"))
    , m_rows(new QVBoxLayout)
    , m_again(makeButton(u"lookAgain"_s, tr("&Look again")))
    , m_cancel(makeButton(u"cancelLooking"_s, tr("&Cancel")))
{
    setObjectName(u"localServers"_s);
    m_result->setWordWrap(true);
    QLabel *looking = makeLabel(u"localLooking"_s, TextSize::Normal, "muted");
    looking->setText(tr("Looking on the usual ports of this computer…"));
    auto *progress = new QHBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->setSpacing(Space::Small);
    progress->addWidget(new Spinner);
    progress->addWidget(looking, 1);
    progress->addWidget(m_cancel);
    m_rows->setSpacing(Space::Small);
    auto *again = new QHBoxLayout;
    again->addWidget(m_again);
    again->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Medium);
    layout->addWidget(m_progress);
    layout->addWidget(m_result);
    layout->addLayout(m_rows);
    layout->addLayout(again);
    m_progress->hide();
    m_result->hide();
    m_again->hide();
    connect(m_again, &QPushButton::clicked, this, &LocalServersView::find);
    connect(m_cancel, &QPushButton::clicked, this, &LocalServersView::cancel);
}

void LocalServersView::find()
{
    if (m_looking)
        return;
    const bool hadFocus = m_again->hasFocus();
    m_looking = true;
    clearRows();
    m_result->hide();
    m_again->hide();
    m_progress->show();
    if (hadFocus)
        m_cancel->setFocus(Qt::OtherFocusReason);
    m_servers.find(m_candidates, [this](const Result<QList<LocalServer>> &found) { tell(found); });
}

void LocalServersView::cancel()
{
    m_servers.cancel();
}

void LocalServersView::tell(const Result<QList<LocalServer>> &found)
{
    const bool hadFocus = m_cancel->hasFocus();
    m_looking = false;
    m_progress->hide();
    m_again->show();
    if (hadFocus)
        m_again->setFocus(Qt::OtherFocusReason);
    const bool nothing = found && found->isEmpty();
    m_result->setVisible(!found || nothing);
    m_result->setText(nothing
                          ? tr("No model server answers on the usual ports of this computer. Start "
                               "Ollama, LM Studio, llama.cpp or vLLM, then look again.")
                          : tr("Nobody has looked to the end."));
    if (found) {
        QWidget *last = m_cancel;
        for (const LocalServer &server : *found) {
            m_rows->addWidget(makeRow(server));
            setTabOrder(last, m_adds.constLast().second);
            last = m_adds.constLast().second;
        }
        setTabOrder(last, m_again);
        showKnown();
        if (hadFocus && !m_adds.isEmpty())
            m_adds.constFirst().second->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT finished();
}

QWidget *LocalServersView::makeRow(const LocalServer &server)
{
    auto *row = new QFrame;
    row->setObjectName(u"localServer"_s);
    row->setProperty("role", u"card"_s);
    QLabel *name = makeLabel(u"localName"_s, TextSize::Normal, nullptr, QFont::DemiBold);
    name->setText(server.program);
    QLabel *address = makeLabel(u"localAddress"_s, TextSize::Small, "muted");
    address->setText(server.baseUrl.authority());
    auto *add = makeButton(u"addServer"_s, tr("Add"));
    add->setAccessibleName(tr("Add %1").arg(server.program));
    connect(add, &QPushButton::clicked, this, [this, server] { Q_EMIT addRequested(server); });
    m_adds.append({server, add});

    auto *head = new QHBoxLayout;
    head->setSpacing(Space::Small);
    head->addWidget(name);
    head->addWidget(address, 1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addLayout(head);
    texts->addWidget(new ElidedLabel(whatItHas(server)));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    layout->addLayout(texts, 1);
    layout->addWidget(add);
    return row;
}

void LocalServersView::showKnown()
{
    for (const auto &[server, add] : std::as_const(m_adds)) {
        const bool known = m_known && m_known(server);
        add->setEnabled(!known);
        add->setText(known ? tr("Added") : tr("Add"));
    }
}

void LocalServersView::clearRows()
{
    m_adds.clear();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace creact
