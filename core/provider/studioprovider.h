// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/provideroptions.h"

#include <QProcessEnvironment>

#include <memory>
#include <vector>

namespace creact {

class ChatService;
class HttpServers;
class ModelAccess;
class ToolApprovals;

/// The construct types of CReact Studio made real: owns one ConstructHandler for each type and
/// hands each job to its own.
class StudioProvider final : public Provider {
    Q_OBJECT
public:
    explicit StudioProvider(
        const ProviderOptions &options,
        const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
        QObject *parent = nullptr);
    ~StudioProvider() override;

    /// Posting into the ChatHandlers without HTTP (the window's chat panel). Lives as long as this.
    ChatService &chat() { return *m_chat; }
    /// Which endpoint answers, and the demo server behind it. Lives as long as this.
    ModelAccess &models() { return *m_models; }

    /// Tool calls that wait for a person, and what a person allowed for good. Lives as long as
    /// this.
    ToolApprovals &approvals() { return *m_approvals; }

    const ConstructTypes &constructTypes() const override { return m_types; }
    void initialize(ProviderHost &host, Done<void> done) override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void onError(const NodeRecord &node, const Error &error, bool handled) override;
    Unfinished unfinished(const StackRecord &state) const override;
    void stop(Done<void> done) override;

private:
    void add(std::unique_ptr<ConstructHandler> handler);
    ConstructHandler *handlerOf(const QString &constructType) const;

    ConstructTypes m_types;
    ProviderHost *m_host = nullptr;
    std::unique_ptr<HttpServers> m_servers;
    std::unique_ptr<ChatService> m_chat;
    std::unique_ptr<ModelAccess> m_models;
    std::unique_ptr<ToolApprovals> m_approvals;
    ProviderOptions m_options;
    /// In the order of construction; stopped and destroyed the other way round.
    std::vector<std::unique_ptr<ConstructHandler>> m_handlers;
    QHash<QString, ConstructHandler *> m_byType;
};

} // namespace creact
