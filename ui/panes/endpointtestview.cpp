// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointtestview.h"

#include "ui/panes/banner.h"
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

/// Who has more is asked where one is chosen.
constexpr qsizetype modelsTold = 8;

QString toldFacts(const EndpointTrial::Outcome &outcome)
{
    const qsizetype count = outcome.report.models.size();
    QStringList facts{
        count == 1 ? EndpointTestView::tr("1 model")
                   : EndpointTestView::tr("%1 models").arg(QLocale().toString(count)),
        EndpointTestView::tr("%1 ms").arg(QLocale().toString(qint64(outcome.report.time.count()))),
        outcome.withKey ? EndpointTestView::tr("with a key")
                        : EndpointTestView::tr("without a key")};
    if (!outcome.report.server.isEmpty())
        facts.append(EndpointTestView::tr("server: %1").arg(outcome.report.server));
    return facts.join(u"  ·  "_s);
}

QString toldModels(const QStringList &models)
{
    QString text = models.mid(0, modelsTold).join(u", "_s);
    if (models.size() > modelsTold)
        text = EndpointTestView::tr("%1 and %2 more", "names of models, a number")
                   .arg(text, QLocale().toString(models.size() - modelsTold));
    return text;
}

} // namespace

EndpointTestView::EndpointTestView(SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_trial(secrets)
    , m_button(makeButton(u"testEndpoint"_s, tr("&Test")))
    , m_progress(new QWidget)
    , m_asking(makeLabel(u"endpointAsking"_s, TextSize::Normal, "muted"))
    , m_verdict(new Banner(u"endpointVerdict"_s))
{
    auto *progress = new QHBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->setSpacing(Space::Small);
    progress->addWidget(new Spinner);
    progress->addWidget(m_asking, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_verdict);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_trial.isRunning())
            clear();
        else
            Q_EMIT requested();
    });
    clear();
}

void EndpointTestView::run(const EndpointDraft &draft, const DotEnv &dotEnv, const QString &name)
{
    begin(name);
    m_trial.run(draft, dotEnv,
                [this](const Result<EndpointTrial::Outcome> &outcome) { tell(outcome); });
}

void EndpointTestView::run(const ModelEndpoint &endpoint, const QString &name)
{
    begin(name);
    m_trial.run(endpoint, [this](const Result<EndpointTrial::Outcome> &outcome) { tell(outcome); });
}

void EndpointTestView::begin(const QString &name)
{
    clear();
    m_asking->setText(tr("Asking %1…").arg(name));
    showRunning(true);
}

void EndpointTestView::clear()
{
    m_trial.cancel();
    m_verdict->hide();
    showRunning(false);
}

void EndpointTestView::showRunning(bool running)
{
    m_progress->setVisible(running);
    const QString text = running ? tr("&Cancel") : tr("&Test");
    m_button->setText(text);
    m_button->setAccessibleName(QString(text).remove(u'&'));
    m_button->setToolTip(running ? tr("Wait no longer for an answer")
                                 : tr("Ask it for its models, and say what is wrong"));
}

void EndpointTestView::tell(const Result<EndpointTrial::Outcome> &outcome)
{
    if (!outcome && outcome.error().code == ErrorCode::Cancelled)
        return;
    showRunning(false);
    if (outcome)
        m_verdict->setContent(Banner::Tone::Info, tr("It works"),
                              toldFacts(*outcome) + u'\n' + toldModels(outcome->report.models));
    else
        m_verdict->setContent(Banner::Tone::Danger, outcome.error().message, outcome.error().hint);
    m_verdict->show();
    if (outcome)
        Q_EMIT found(outcome->report.models);
}

} // namespace creact
