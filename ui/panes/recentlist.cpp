// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/recentlist.h"

#include "ui/controllers/recentstacks.h"
#include "ui/panes/elidedlabel.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

RecentList::RecentList(RecentStacks &recent, QWidget *parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_removeMissing(makeButton(u"removeMissing"_s, tr("Remove the missing ones"), "link"))
    , m_rows(new QVBoxLayout)
{
    QLabel *title = makeLabel(u"sectionTitle"_s, TextSize::Normal, "muted", QFont::DemiBold);
    title->setText(tr("Recent stacks"));
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_removeMissing);
    m_rows->setSpacing(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addLayout(head);
    layout->addLayout(m_rows);
    // Queued: the button that was pressed goes with its row.
    connect(&m_recent, &RecentStacks::changed, this, &RecentList::showRows, Qt::QueuedConnection);
    connect(m_removeMissing, &QPushButton::clicked, &m_recent, &RecentStacks::removeMissing);
    showRows();
}

void RecentList::setFilter(const QString &text)
{
    m_filter = text;
    showRows();
}

void RecentList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_recent.check();
}

void RecentList::showRows()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList paths = m_recent.paths();
    const qsizetype missing =
        std::count_if(paths.begin(), paths.end(),
                      [this](const QString &path) { return m_recent.isMissing(path); });
    m_removeMissing->setVisible(missing > 1);
    if (!m_filter.isEmpty())
        paths = paths.filter(m_filter, Qt::CaseInsensitive);
    for (const QString &path : std::as_const(paths))
        m_rows->addWidget(makeRow(path));
    setVisible(!paths.isEmpty());
}

QWidget *RecentList::makeRow(const QString &path)
{
    const bool missing = m_recent.isMissing(path);
    const QFileInfo file(path);
    auto *name = makeButton(u"recentStack"_s, file.fileName().replace(u'&', u"&&"_s), "link");
    name->setAccessibleName(tr("Open %1").arg(path));
    name->setEnabled(!missing);
    connect(name, &QPushButton::clicked, this, [this, path] { Q_EMIT chosen(path); });
    auto *folder = new ElidedLabel(QDir::toNativeSeparators(file.path()));
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(name);
    layout->addWidget(folder, 1);
    if (missing) {
        QLabel *note = makeLabel(u"recentMissing"_s, TextSize::Small, "danger");
        note->setText(tr("missing"));
        layout->addWidget(note);
    }
    auto *remove = makeToolButton(u"forgetRecent"_s, u"close"_s, tr("Remove from the list"));
    remove->setAccessibleName(tr("Remove %1 from the list").arg(file.fileName()));
    connect(remove, &QToolButton::clicked, this, [this, path] { m_recent.remove(path); });
    layout->addWidget(remove);
    return row;
}

} // namespace creact
