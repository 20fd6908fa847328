// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/setstoreconstruct.h"

namespace creact {

using namespace Qt::StringLiterals;

ConstructType SetStoreConstruct::type() const
{
    ConstructType type;
    type.name = u"SetStore"_s;
    // What is set is a part of its result.
    type.effect = Effect::Pure;
    type.doc = u"Sets a value of a store of the document. Its outputs are the store's values."_s;
    type.props = {
        {u"storeId"_s, ValueType::String, u"Name (as) of the store."_s, true},
        {u"key"_s, ValueType::String,
         u"Which value to set. Without it, value is an object merged over the store's values."_s},
        {u"value"_s, ValueType::Any, u"What to set. Read the store itself by untrack only."_s,
         true},
    };
    return type;
}

void SetStoreConstruct::materialize(const ApplyJobPtr &job)
{
    const QString storeId = job->prop("storeId"_L1).toString();
    std::optional<QJsonObject> values = host().storeValues(storeId);
    if (!values)
        return job->fail({ErrorCode::InvalidProps, u"There is no store named %1."_s.arg(storeId),
                          job->nodeId(), u"storeId is the name a store has by \"as\"."_s});
    const QString key = job->prop("key"_L1).toString();
    const QJsonValue value = job->prop("value"_L1);
    QJsonObject changes = value.toObject();
    if (!key.isEmpty())
        changes = {{key, value}};
    else if (!value.isObject())
        return job->fail({ErrorCode::InvalidProps, u"Without key, value has to be an object."_s,
                          job->nodeId(), u"Name the value to set by key."_s});
    for (auto it = changes.begin(); it != changes.end(); ++it)
        values->insert(it.key(), it.value());
    ApplyResult result;
    result.outputs = *values;
    result.stores = {{storeId, changes}};
    job->succeed(std::move(result));
}

} // namespace creact
