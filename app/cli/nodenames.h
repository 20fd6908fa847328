// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include "core/runtime/plan.h"
#include "core/stack/element.h"

#include <QSet>

namespace creact::cli {

/// The nodes of a plan by the names that people see: the full id, as much of its end as is one
/// node's, what the document calls it (`as`), its key.
class NodeNames {
public:
    /// `document` may be null.
    NodeNames(const Plan &plan, const StackDocumentPtr &document);

    /// The full id. InvalidArgument, with what there is, when it is no node's or more than one's.
    Result<QString> find(const QString &name) const;

private:
    struct Entry {
        QString id;
        QString as;
        QString key;
        QString segment;
    };
    Error unknown(const QString &name) const;

    QList<Entry> m_entries;
};

/// --only and --except: a part of a plan.
QList<QCommandLineOption> partOptions();
bool asksForPart(const Invocation &invocation);
/// Ids of what is left as it is.
Result<QSet<QString>> leftOut(const Invocation &invocation, const Plan &plan,
                              const NodeNames &names);

} // namespace creact::cli
