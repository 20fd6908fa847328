// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// An edit of literal props (a prompt, a model's name, a number) in a document that is live: nodes
// get their new values, and nothing is rendered again.
#include "core/runtime/tree/context.h"

#include <algorithm>

namespace creact {

namespace {

bool sameBinding(const Binding &a, const Binding &b)
{
    // Two functions cannot be compared.
    return a.kind == b.kind && a.kind != Binding::Kind::Function && a.literal == b.literal
        && a.expression == b.expression && a.pointer == b.pointer;
}

/// Walks two documents side by side, and collects the construct elements that differ in literal
/// props and in nothing else.
class LiteralEdits {
public:
    using Props = QHash<const Element *, QList<NamedBinding>>;

    explicit LiteralEdits(const Props &current)
        : m_current(current)
    {
    }

    bool sameList(const ElementList &a, const ElementList &b)
    {
        return std::equal(
            a.begin(), a.end(), b.begin(), b.end(),
            [this](const Element &one, const Element &other) { return same(one, other); });
    }
    const Props &edits() const { return m_edits; }

private:
    bool same(const Element &a, const Element &b)
    {
        const bool alike = a.kind == b.kind && a.name == b.name && a.as == b.as && a.item == b.item
            && a.note == b.note && a.disabled == b.disabled && a.pointer == b.pointer
            && sameBinding(a.subject, b.subject) && a.key.has_value() == b.key.has_value()
            && (!a.key || sameBinding(*a.key, *b.key))
            && a.gather.has_value() == b.gather.has_value()
            && (!a.gather
                || (a.gather->as == b.gather->as && sameBinding(a.gather->value, b.gather->value)));
        return alike && sameProps(a, b) && sameList(a.children, b.children)
            && sameList(a.otherwise, b.otherwise) && sameList(a.then, b.then)
            && sameList(a.fallback, b.fallback);
    }

    bool sameProps(const Element &a, const Element &b)
    {
        const auto known = m_current.constFind(&a);
        const QList<NamedBinding> &props = known == m_current.constEnd() ? a.props : *known;
        bool edited = false;
        const bool alike = std::equal(props.begin(), props.end(), b.props.begin(), b.props.end(),
                                      [&](const NamedBinding &one, const NamedBinding &other) {
                                          if (one.name != other.name)
                                              return false;
                                          if (sameBinding(one.value, other.value))
                                              return true;
                                          edited = true;
                                          return a.kind == Element::Kind::Construct
                                              && one.value.isLiteral() && other.value.isLiteral();
                                      });
        if (alike && edited)
            m_edits.insert(&a, b.props);
        return alike;
    }

    const Props &m_current;
    Props m_edits;
};

} // namespace

bool Tree::adopt(const StackDocument &next)
{
    LiteralEdits comparison(m_edits);
    const bool alike = m_document->version == next.version && m_document->name == next.name
        && comparison.sameList(m_document->children, next.children)
        && std::equal(m_document->components.begin(), m_document->components.end(),
                      next.components.begin(), next.components.end(),
                      [&](const Component &a, const Component &b) {
                          return a.name == b.name && a.props == b.props
                              && comparison.sameList(a.children, b.children);
                      });
    if (!alike)
        return false;
    m_edits.insert(comparison.edits());
    QList<Node *> edited;
    for (Node *node : std::as_const(m_nodes)) {
        if (comparison.edits().contains(&node->element()))
            edited.append(node);
    }
    std::sort(edited.begin(), edited.end(),
              [](const Node *a, const Node *b) { return a->serial() < b->serial(); });
    for (Node *node : std::as_const(edited)) {
        const QList<NamedBinding> &props = propsOf(node->element());
        for (qsizetype i = 0; i < props.size(); ++i) {
            if (props.at(i).value.isLiteral())
                node->props.at(size_t(i)).bound->setLiteral(props.at(i).value.literal);
        }
        m_host.nodeDirty(*node);
    }
    return true;
}

const QList<NamedBinding> &Tree::propsOf(const Element &element) const
{
    const auto edited = m_edits.constFind(&element);
    return edited == m_edits.constEnd() ? element.props : *edited;
}

} // namespace creact
