// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/tree/node.h"

#include "core/stack/element.h"

namespace creact {

namespace {
quint64 nextSerial()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}
} // namespace

Node::Node(reactive::Scope &scope, Place place)
    : m_scope(scope)
    , m_place(std::move(place))
    , m_serial(nextSerial())
    , m_present(scope.signal<bool>(false))
{
    m_present.setTag(this);
}

Node::~Node() = default;

QString Node::typeName() const
{
    return m_place.element->name;
}

QString Node::shownName() const
{
    return m_place.element->as.isEmpty() ? m_place.element->name : m_place.element->as;
}

QJsonValue Node::outputValue(const QString &name) const
{
    const std::optional<QJsonObject> &read = m_foreseen ? m_foreseen : m_outputs;
    if (!read)
        return QJsonValue(QJsonValue::Undefined);
    const QJsonValue value = read->value(name);
    // What it has is all there is; of what it will have, the rest is not known.
    return value.isUndefined() && m_outputs ? QJsonValue() : value;
}

QJsonValue Node::wholeValue() const
{
    if (!m_outputs)
        return QJsonValue(QJsonValue::Undefined);
    return m_foreseen ? *m_foreseen : *m_outputs;
}

void Node::setOutputs(std::optional<QJsonObject> outputs)
{
    m_outputs = std::move(outputs);
    m_foreseen.reset();
    tellReaders();
}

void Node::foresee(const QJsonObject &outputs)
{
    m_foreseen = outputs;
    tellReaders();
}

std::optional<QString> Node::outputOf(const reactive::Source &source) const
{
    if (&source == &m_present)
        return {};
    for (auto it = m_cells.cbegin(); it != m_cells.cend(); ++it) {
        if (&it.value()->source() == &source)
            return it.key();
    }
    return QString();
}

void Node::tellReaders()
{
    m_present.set(m_outputs || m_foreseen);
    if (m_whole)
        m_whole->set(wholeValue());
    for (auto it = m_cells.cbegin(); it != m_cells.cend(); ++it)
        it.value()->set(outputValue(it.key()));
}

ScriptRead Node::member(const QString &name)
{
    ValueCell *&cell = m_cells[name];
    if (!cell) {
        cell = &m_scope.make<ValueCell>(m_scope, outputValue(name));
        cell->source().setTag(this);
    }
    return {cell->read(), nullptr};
}

QStringList Node::members(bool *complete)
{
    if (!m_whole) {
        m_whole = &m_scope.make<ValueCell>(m_scope, wholeValue());
        m_whole->source().setTag(this);
    }
    m_whole->read();
    *complete = m_outputs.has_value();
    return wholeValue().toObject().keys();
}

} // namespace creact
