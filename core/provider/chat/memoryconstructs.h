// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"

namespace creact {

/// Memory made real: keeps every message, shows the last (see MemoryLog).
class MemoryConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
};

/// AddMessage and AddMessages made real: append to what the memory holds now. The append and this
/// node's own outputs are one record.
class AddMessagesConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    enum class Form { One, Many };
    explicit AddMessagesConstruct(Form form)
        : m_form(form)
    {
    }

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;

private:
    Result<QJsonArray> messagesOf(const ApplyJob &job) const;

    const Form m_form;
};

/// Message made real: its props, as an item for lists.
class MessageConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
};

} // namespace creact
