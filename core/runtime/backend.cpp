// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/backend.h"

using namespace Qt::StringLiterals;

namespace creact {

QJsonObject SnapshotInfo::toJson() const
{
    QJsonObject object{{u"id"_s, id},
                       {u"kind"_s,
                        kind == Kind::Kept           ? u"kept"_s
                            : kind == Kind::SetAside ? u"set_aside"_s
                                                     : u"salvaged"_s},
                       {u"at"_s, at},
                       {u"bytes"_s, bytes}};
    if (error) {
        object.insert(u"error"_s, error->toJson());
    } else {
        object.insert(u"status"_s, stackStatusName(status));
        object.insert(u"nodes"_s, nodes);
    }
    return object;
}

} // namespace creact
