// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Lists: the items of a `for`, what is gathered from them, and `then`.
#include "core/runtime/tree/context.h"

#include <QJsonArray>

namespace creact {

namespace {

/// A name that stands for one value while an item's key is worked out.
class ConstantName final : public ScriptName {
public:
    explicit ConstantName(const QJsonValue &value)
        : m_value(value)
    {
    }
    bool hasMembers() const override { return false; }
    ScriptRead value() override { return {&m_value, nullptr}; }
    ScriptRead member(const QString &) override { return {}; }
    QStringList members(bool *) override { return {}; }

private:
    ScriptValue m_value;
};

} // namespace

/// The living items of a `for`, by key, in the order of the list.
class Tree::ForItems {
public:
    struct Item {
        QString key;
        reactive::Scope *scope = nullptr;
        ValueCell *value = nullptr;
        Instance *instance = nullptr;
        Bound *gather = nullptr;
    };

    ForItems(Tree &tree, const Element &element, const Context &context, Instance &instance)
        : m_tree(tree)
        , m_element(element)
        , m_context(context)
        , m_instance(instance)
        , m_generation(context.scope->signal<int>(0))
        , m_determination(context.scope->make<Determination>(tree, context.node))
        , m_list(tree.bindShown(context, element.subject,
                                element.pointer + QLatin1StringView("#for"), instance,
                                QStringLiteral("for")))
    {
        m_context.parent = &instance;
        m_context.late = nullptr;
        m_context.flow = link(m_context, m_list.computation());
    }

    /// Tracked: the list, and what the keys read.
    void update()
    {
        const BoundValue list = m_list.get();
        std::optional<Error> error = list.error ? std::optional(*list.error) : std::nullopt;
        if (!error && !list.value.isUndefined() && !list.value.isArray()) {
            error = Error{
                ErrorCode::ExpressionFailed,
                QStringLiteral("`for` needs a list; this is %1.").arg(keyText(list.value).left(80)),
                m_element.pointer,
                {}};
        }
        const QJsonArray values = error ? QJsonArray() : list.value.toArray();
        QStringList keys = keysOf(values, error);
        // Some of the items are not the list: nothing may be gathered from them.
        if (error)
            keys.clear();
        m_tree.m_graph.untracked([&] {
            reconcile(values, keys);
            m_determination.setUndefined(error || list.value.isUndefined());
            m_instance.flow = error || list.value.isUndefined() ? Instance::Flow::Undefined
                : values.isEmpty()                              ? Instance::Flow::Closed
                                                                : Instance::Flow::Open;
            m_instance.waitsFor = list.missing;
            m_instance.items = int(m_items.size());
            m_listError = error;
            showError();
            m_tree.changed(m_instance);
            m_generation.set(m_generation.peek() + 1);
        });
    }

    /// Tracked. Undefined until the list has items and every item's value is there.
    BoundValue gathered()
    {
        m_generation.get();
        QJsonArray all;
        BoundValue none;
        for (const Item &item : m_items) {
            if (!item.gather) {
                all.append(item.value->peek());
                continue;
            }
            const BoundValue &one = item.gather->get();
            if (one.error)
                none.error = one.error;
            if (one.value.isUndefined())
                none.missing += one.missing;
            all.append(one.value);
        }
        if (m_items.empty() || none.error || !none.missing.isEmpty())
            return none;
        for (const QJsonValue &value : std::as_const(all)) {
            if (value.isUndefined())
                return none;
        }
        return {all, nullptr, {}};
    }

    /// Of the gathered values; one of the list goes before it.
    void setGatherError(const Error *error)
    {
        m_gatherError = error ? std::optional(*error) : std::nullopt;
        showError();
    }

    /// Tracked.
    bool isEmpty()
    {
        m_generation.get();
        return m_items.empty();
    }
    Context context() const { return m_context; }

private:
    void showError()
    {
        const std::optional<Error> &error = m_listError ? m_listError : m_gatherError;
        if (error != m_instance.error)
            m_tree.setElementError(m_instance, m_context, error ? &*error : nullptr);
    }

    QStringList keysOf(const QJsonArray &values, std::optional<Error> &error)
    {
        QStringList keys;
        QSet<QString> seen;
        for (qsizetype i = 0; i < values.size() && !error; ++i) {
            QString key = QString::number(i);
            if (m_element.key) {
                ConstantName item(values.at(i));
                const NameFrame names{m_context.names, m_element.item, &item};
                Bound::Context where = m_tree.bindingContext(m_context);
                where.names = &names;
                const BoundValue value = Bound::evaluateOnce(where, *m_element.key);
                if (value.error) {
                    error = *value.error;
                    break;
                }
                if (value.value.isUndefined()) {
                    error = Error{ErrorCode::ExpressionFailed,
                                  QStringLiteral("Item %1 has no key.").arg(i),
                                  m_element.pointer,
                                  {}};
                    break;
                }
                key = keyText(value.value);
            }
            if (seen.contains(key)) {
                error = Error{ErrorCode::DuplicateId,
                              QStringLiteral("Two items have the key '%1'.").arg(key),
                              m_element.pointer,
                              QStringLiteral("Choose a key that is different for each item.")};
                break;
            }
            seen.insert(key);
            keys.append(key);
        }
        return keys;
    }

    void reconcile(const QJsonArray &values, const QStringList &keys)
    {
        const QSet<QString> wanted(keys.begin(), keys.end());
        QHash<QString, Item> kept;
        for (auto it = m_items.rbegin(); it != m_items.rend(); ++it) {
            if (wanted.contains(it->key))
                kept.insert(it->key, *it);
            else
                it->scope->dispose();
        }
        m_items.clear();
        moveToTheirPlaces(kept, keys);
        for (qsizetype i = 0; i < keys.size(); ++i) {
            const auto known = kept.constFind(keys.at(i));
            if (known != kept.constEnd()) {
                m_items.push_back(*known);
                known->value->set(values.at(i));
            } else {
                m_items.push_back(make(keys.at(i), values.at(i), i));
            }
        }
    }

    /// Those that move back last first, then those that move up: none passes one that it need not.
    void moveToTheirPlaces(const QHash<QString, Item> &kept, const QStringList &keys)
    {
        const auto move = [&](qsizetype to, bool back) {
            const auto known = kept.constFind(keys.at(to));
            if (known != kept.constEnd() && (known->instance->order < to) == back)
                m_tree.move(*known->instance, to);
        };
        for (qsizetype i = keys.size() - 1; i >= 0; --i)
            move(i, true);
        for (qsizetype i = 0; i < keys.size(); ++i)
            move(i, false);
    }

    Item make(const QString &key, const QJsonValue &value, qint64 order)
    {
        Item item;
        item.key = key;
        item.scope = &m_context.scope->child();
        Context inner = m_context;
        inner.scope = item.scope;
        item.value = &item.scope->make<ValueCell>(*item.scope, value);
        item.instance = &m_tree.insert(inner, &m_element, Instance::Kind::Item, order, key);
        inner.parent = item.instance;
        if (m_element.key)
            inner.flowKeys.append(key);
        else
            inner.flowKeys.append(QString::number(order));
        inner.names = addName(inner, m_element.item, item.scope->make<CellName>(*item.value));
        Context gather = inner;
        inner.late = lateNames(inner, gather);
        m_tree.renderList(m_element.children, inner);
        item.instance->names = gather.names;
        if (m_element.gather)
            item.gather = &m_tree.bindShown(gather, m_element.gather->value,
                                            m_element.pointer + QLatin1StringView("#gather"),
                                            *item.instance, QStringLiteral("gather"));
        return item;
    }

    /// What the item's own children are called is seen by its gather, though they come after it.
    const QHash<QString, LateName *> *lateNames(const Context &inner, Context &gather)
    {
        auto &late = inner.scope->make<QHash<QString, LateName *>>();
        for (const Element &child : m_element.children) {
            if (child.disabled || child.as.isEmpty())
                continue;
            auto &name = inner.scope->make<LateName>(*inner.scope);
            late.insert(child.as, &name);
            gather.names = addName(gather, child.as, name);
        }
        return &late;
    }

    Tree &m_tree;
    const Element &m_element;
    Context m_context;
    Instance &m_instance;
    reactive::Signal<int> &m_generation;
    Determination &m_determination;
    Bound &m_list;
    std::vector<Item> m_items;
    std::optional<Error> m_listError;
    std::optional<Error> m_gatherError;
};

void Tree::renderFor(const Element &element, const Context &context, Instance &instance)
{
    auto &items = context.scope->make<ForItems>(*this, element, context, instance);
    context.scope->effect([&items](reactive::Scope &) { items.update(); });
    if (!element.then.empty())
        renderThen(element, context, instance, items);
}

void Tree::renderThen(const Element &element, const Context &context, Instance &instance,
                      ForItems &items)
{
    auto &gathered = context.scope->computed<BoundValue>([&items] { return items.gathered(); });
    auto &open =
        context.scope->computed<bool>([&gathered] { return !gathered.get().value.isUndefined(); });
    auto &determination = context.scope->make<Determination>(*this, context.node);
    // Unfinished: the list has items, and not every one of them has its value.
    auto &unfinished = context.scope->computed<bool>(
        [&gathered, &items] { return gathered.get().value.isUndefined() && !items.isEmpty(); });
    context.scope->effect(
        [this, &unfinished, &determination, &gathered, &items](reactive::Scope &) {
            determination.setUndefined(unfinished.get());
            const auto error = gathered.get().error;
            m_graph.untracked([&] { items.setGatherError(error.get()); });
        });
    auto &cell = context.scope->make<ValueCell>(*context.scope);
    context.scope->effect([&gathered, &cell](reactive::Scope &) {
        const QJsonValue value = gathered.get().value;
        if (!value.isUndefined())
            cell.set(value);
    });
    context.scope->effect([this, &element, &open, &gathered, &cell, &instance, &items,
                           context](reactive::Scope &run) {
        const bool isOpen = open.get();
        m_graph.untracked([&] {
            instance.thenOpen = isOpen;
            changed(instance);
            if (!isOpen)
                return;
            Context inner = items.context();
            inner.scope = &run;
            inner.flow = link(inner, &gathered);
            if (element.gather)
                inner.names = addName(inner, element.gather->as, run.make<CellName>(cell));
            renderList(element.then, inner, secondListOrder);
        });
    });
}

} // namespace creact
