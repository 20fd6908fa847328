// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/stack/problemlist.h"

namespace creact {

/// What a document's reader expects of a value, said as a problem where it is something else.
class NodeExpectations {
public:
    explicit NodeExpectations(ProblemList &problems)
        : m_problems(problems)
    {
    }

    bool expectObject(const JsonNode &node, const QString &pointer, const QString &what);
    bool expectArray(const JsonNode &node, const QString &pointer, const QString &what);
    bool expectString(const JsonNode &node, const QString &pointer, const QString &what);
    bool require(const JsonNode &node, const QString &pointer, const QString &key,
                 const QString &what);
    void typeError(const JsonNode &node, const QString &pointer, const QString &what,
                   const QString &wanted);

protected:
    static QString quoted(const QString &word);

    ProblemList &m_problems;
};

} // namespace creact
