// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/recoverybanner.h"

#include "ui/models/recoverywords.h"
#include "ui/models/words.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// More are told in the audit log.
constexpr qsizetype factsShown = 12;

} // namespace

RecoveryBanner::RecoveryBanner(QWidget *parent)
    : Banner(u"recoveryBanner"_s, Buttons::Beside, parent)
    , m_details(new QWidget)
    , m_facts(new QVBoxLayout(m_details))
{
    m_details->setObjectName(u"recoveryDetails"_s);
    m_facts->setContentsMargins(0, Space::Tiny, 0, 0);
    m_facts->setSpacing(0);
    setDetails(m_details);
    hide();
    setOpen(false);
    connect(this, &Banner::actionTriggered, this, &RecoveryBanner::dismissed);
    connect(this, &Banner::secondActionTriggered, this, [this] { setOpen(m_details->isHidden()); });
}

void RecoveryBanner::setReport(const std::optional<RecoveryReport> &report)
{
    if (report == m_report)
        return;
    m_report = report;
    setVisible(report.has_value());
    if (!report)
        return;
    setContent(Tone::Info, RecoveryWords::title(), RecoveryWords::summary(*report), tr("Dismiss"));
    showFacts();
    setOpen(false);
}

void RecoveryBanner::setOpen(bool open)
{
    m_details->setVisible(open);
    setSecondAction(open ? tr("Hide details") : tr("Details"));
}

void RecoveryBanner::showFacts()
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QList<RecoveryWords::Fact> facts = RecoveryWords::facts(*m_report);
    for (const RecoveryWords::Fact &fact : facts.first(std::min(facts.size(), factsShown)))
        addFact(fact.nodeId, fact.text);
    if (facts.size() > factsShown)
        addFact({}, tr("The audit log tells of %n more.", nullptr, int(facts.size() - factsShown)));
}

void RecoveryBanner::addFact(const QString &nodeId, const QString &text)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Tiny);
    if (!nodeId.isEmpty()) {
        auto *node = makeButton(u"recoveryNode"_s, {}, "link");
        node->setText(Words::shortId(nodeId).replace(u'&', u"&&"_s));
        node->setAccessibleName(tr("Show %1 in the tree").arg(nodeId));
        node->setToolTip(nodeId.toHtmlEscaped());
        connect(node, &QPushButton::clicked, this,
                [this, nodeId] { Q_EMIT nodeActivated(nodeId); });
        layout->addWidget(node);
    }
    QLabel *label = makeLabel(u"recoveryFact"_s, TextSize::Normal, "muted");
    label->setText(text);
    label->setWordWrap(true);
    // In line with the text of the links.
    label->setContentsMargins(nodeId.isEmpty() ? 5 : 0, 3, 0, 3);
    layout->addWidget(label, 1);
    m_facts->addWidget(row);
}

} // namespace creact
