// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/faultstage.h"

#include "ui/panes/disclosure.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/toolcard.h"
#include "ui/panes/turnview.h"

#include <QDateTime>
#include <QLabel>
#include <QNetworkReply>
#include <QPlainTextEdit>

namespace creact {

using namespace Qt::StringLiterals;

FaultStage::FaultStage()
{
    // What the person who runs the test has set up is not asked.
    for (const char *name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE",
                             "CREACT_ENDPOINT", "http_proxy", "https_proxy"})
        qunsetenv(name);
    bench.options.endpoint = model.baseUrl();
    bench.options.apiKey = u"planted-key-0123456789"_s;
    bench.options.modelRetries = 1;
}

FaultStage::~FaultStage()
{
    drop();
}

void FaultStage::setTool(const QJsonObject &props)
{
    QJsonObject all = props;
    all.insert(u"description"_s, u"A tool"_s);
    const bool found =
        bench.edit(R"({ "name": "wikipedia", "description": "Search Wikipedia for information" })",
                   QJsonDocument(all).toJson(QJsonDocument::Compact));
    tool = props[u"name"_s].toString();
    if (!found)
        qFatal("the template's Tool is not where it was");
}

Result<void> FaultStage::start()
{
    if (const Result<void> opened = open(); !opened)
        return opened;
    const Result<void> deployed = user->deploy();
    const bool serves = QTest::qWaitFor([this] { return !user->info.urls.isEmpty(); }, 20'000);
    return deployed && !serves ? Error{ErrorCode::TimedOut, u"no server"_s, {}, {}} : deployed;
}

Result<void> FaultStage::goOn()
{
    const Result<void> opened = open();
    if (opened)
        user->engine().deploy();
    return opened;
}

Result<void> FaultStage::open()
{
    user = std::make_unique<EngineUser>();
    turns = std::make_unique<ChatModel>();
    pane = std::make_unique<ChatPane>(turns.get());
    connectPane();
    pane->resize(420, 640);
    pane->show();
    return user->open(bench.request());
}

void FaultStage::connectPane()
{
    Engine *engine = &user->engine();
    ChatModel *model = turns.get();
    QObject::connect(engine, &Engine::turnChanged, model, &ChatModel::update);
    QObject::connect(engine, &Engine::turnActivity, model, &ChatModel::setActivity);
    QObject::connect(engine, &Engine::turnStepsChanged, model, &ChatModel::setSteps);
    QObject::connect(engine, &Engine::turnText, model,
                     [model](const QString &turn, const QString &node, const TextDelta &delta) {
                         model->addText(turn, node, delta, QDateTime::currentMSecsSinceEpoch());
                     });
    QObject::connect(engine, &Engine::infoChanged, pane.get(), &ChatPane::setInfo);
    QObject::connect(pane.get(), &ChatPane::sendRequested, engine,
                     [engine](const QString &handler, const QString &text, const QString &session) {
                         engine->sendMessage(handler, {text, session, {}}, [](const auto &) {});
                     });
    QObject::connect(pane.get(), &ChatPane::cancelRequested, engine,
                     [engine](const QString &handler, const QString &turn) {
                         engine->cancelTurn(handler, turn);
                     });
    QObject::connect(pane.get(), &ChatPane::approvalDecided, engine,
                     [engine](const QString &node, ApprovalDecision decision) {
                         engine->decideApproval(node, decision);
                     });
    QObject::connect(model, &ChatModel::stepsChanged, pane.get(),
                     [this] { activities.append(shown("activity")); });
}

void FaultStage::drop()
{
    pane.reset();
    turns.reset();
    user.reset();
}

QNetworkReply *FaultStage::post(bool stream)
{
    QNetworkRequest request{QUrl(user->info.urls.value(0) + u"/chat"_s)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (stream)
        request.setRawHeader("Accept", "text/event-stream");
    return m_client.post(request, R"({"message": "Who was Ada Lovelace?"})");
}

FaultStage::Client FaultStage::wait(QNetworkReply *reply)
{
    Client client;
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, EngineUser::patience))
        return client;
    client.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    QByteArray body = reply->readAll();
    if (reply->rawHeader("Content-Type").startsWith("text/event-stream")) {
        const qsizetype last = body.lastIndexOf("event: ");
        client.event = body.mid(last + 7, body.indexOf('\n', last) - last - 7);
        body = body.mid(body.indexOf("data: ", last) + 6);
    }
    client.body = QJsonDocument::fromJson(body.trimmed()).object();
    reply->deleteLater();
    return client;
}

QList<TreeRow> FaultStage::keptRows() const
{
    const QList<TreeRow> turnRows = user->tree.ofKind(TreeRow::Kind::Turn);
    if (turnRows.isEmpty())
        return {};
    const auto newest =
        std::max_element(turnRows.begin(), turnRows.end(), [](const TreeRow &a, const TreeRow &b) {
            return a.changedAt < b.changedAt;
        });
    return QList<TreeRow>{*newest} + user->tree.all(newest->uid);
}

QList<AuditEntry> FaultStage::audit(const QString &action) const
{
    QList<AuditEntry> entries = user->auditLog().value();
    entries.removeIf([&](const AuditEntry &entry) { return entry.action != action; });
    return entries;
}

TurnView *FaultStage::lastTurn() const
{
    TurnView *last = nullptr;
    for (TurnView *view : pane->findChildren<TurnView *>()) {
        if (!last || view->turn().acceptedAt >= last->turn().acceptedAt)
            last = view;
    }
    return last;
}

QString FaultStage::shown(const char *label) const
{
    const TurnView *turn = lastTurn();
    const auto *found = turn ? turn->findChild<QLabel *>(QString::fromUtf8(label)) : nullptr;
    return found && found->isVisibleTo(pane.get()) ? found->text() : QString();
}

QString FaultStage::shownAnswer() const
{
    const auto *view = lastTurn() ? lastTurn()->findChild<MarkdownView *>(u"markdown"_s) : nullptr;
    return view && view->isVisibleTo(pane.get()) ? view->toPlainText() : QString();
}

QString FaultStage::openedCard() const
{
    const auto cards = lastTurn() ? lastTurn()->findChildren<ToolCard *>() : QList<ToolCard *>();
    if (cards.isEmpty())
        return {};
    const ToolCard *card = cards.last();
    card->findChild<Disclosure *>(u"toolHead"_s)->setChecked(true);
    const auto *result = card->findChild<QWidget *>(u"toolResult"_s);
    return result->isVisibleTo(pane.get()) ? result->findChild<QPlainTextEdit *>()->toPlainText()
                                           : QString();
}

bool FaultStage::cardIsMarkedWrong() const
{
    const auto cards = lastTurn() ? lastTurn()->findChildren<ToolCard *>() : QList<ToolCard *>();
    const auto *head =
        cards.isEmpty() ? nullptr : cards.last()->findChild<Disclosure *>(u"toolHead"_s);
    return head && !head->accessibleDescription().isEmpty();
}

} // namespace creact
