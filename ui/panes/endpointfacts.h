// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpoint.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace creact {

class EndpointTestView;
class SecretStore;

/// An endpoint that nobody edits here: what it is, where it comes from, and a test.
class EndpointFacts : public QWidget {
    Q_OBJECT
public:
    struct Facts {
        QString name;
        QString text;
        /// None: it cannot be used.
        std::optional<ModelEndpoint> endpoint;
        std::optional<Error> problem;
    };

    explicit EndpointFacts(SecretStore &secrets, QWidget *parent = nullptr);
    void setFacts(const Facts &facts);

private:
    Facts m_facts;
    QLabel *m_text;
    QLabel *m_address;
    QLabel *m_problem;
    EndpointTestView *m_test;
};

} // namespace creact
