// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The edited document: checked, shown, evaluated, saved.
#include "core/engine/documentfile.h"
#include "core/engine/rowtext.h"
#include "core/engine/session.h"
#include "core/stack/identifiers.h"
#include "core/stack/stackname.h"

#include <QFileInfo>

#include <algorithm>

namespace creact {

namespace {

using namespace std::chrono_literals;
/// An edited document is not shown anew over the run more often than this.
constexpr auto showPause = 500ms;
/// What comes together is shown together.
constexpr auto showDelay = 30ms;

bool isSameFile(const QString &a, const QString &b)
{
    const QFileInfo one(a);
    const QFileInfo other(b);
    return one.absoluteFilePath() == other.absoluteFilePath()
        || (one.exists() && one.canonicalFilePath() == other.canonicalFilePath());
}

/// The key of a `for` and what it gathers are written at the `for`, and read names of an item.
bool readsItem(const Instance &instance, const QString &expression)
{
    const Element *element = instance.element;
    if (instance.kind != Instance::Kind::Element || !element || element->kind != Element::Kind::For)
        return false;
    const QList<FreeIdentifier> names = freeIdentifiers(expression);
    return std::any_of(names.begin(), names.end(), [&](const FreeIdentifier &read) {
        return read.name == element->item
            || std::any_of(element->children.begin(), element->children.end(),
                           [&](const Element &child) { return child.as == read.name; });
    });
}

/// As editors hold it: without byte order mark, every line ended by \n. Line ends are no edit.
QByteArray asEdited(QByteArray text)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    if (text.contains('\r')) {
        text.replace("\r\n", "\n");
        text.replace('\r', '\n');
    }
    return text;
}

} // namespace

// --- the text

void Session::takeDocument(const QByteArray &text)
{
    if (!m_loaded.source || m_loaded.text != text) {
        m_loaded = loadStackDocument(text, m_request.documentPath, m_provider->constructTypes(),
                                     *m_script);
        Q_EMIT problemsChanged();
    }
    if (m_loaded.document)
        m_shown = m_loaded.document;
    updateEdited();
}

/// The text names another stack than the one that is loaded, and nothing runs: what is stored of
/// that one is what it is shown over. False when there is nothing to do.
bool Session::followName(quint64 revision)
{
    const StackDocumentPtr document = m_loaded.document;
    if (m_status != StackInfo::Status::Idle || isLive() || !document || document->name == m_stack
        || !isValidStackName(document->name))
        return false;
    m_stack = document->name;
    m_turns.clear();
    m_unreadable.reset();
    m_recovery.reset();
    forgetForeignLock();
    const auto isCurrent = [this, stack = m_stack] {
        return stack == m_stack && m_status == StackInfo::Status::Idle;
    };
    makeRuntime();
    m_backend->getTurns(m_stack, [this, isCurrent](const Result<QList<TurnRecord>> &turns) {
        if (turns.ok() && isCurrent())
            m_turns = *turns;
    });
    lockInfo([](const Result<std::optional<LockInfo>> &) {});
    load([this, isCurrent, revision](const Result<void> &) {
        if (!isCurrent())
            return;
        // Not before: until here the rows are those of the text before.
        m_shownRevision = std::max(m_shownRevision, revision);
        showPreview();
    });
    return true;
}

void Session::updateEdited()
{
    m_edited = asEdited(m_loaded.text) != asEdited(isLive() ? m_deployedText : m_fileText);
}

void Session::edit(const QByteArray &text, quint64 revision)
{
    if (m_request.documentPath.isEmpty() || !m_provider)
        return;
    const StackDocumentPtr before = m_shown;
    const bool wasEdited = m_edited;
    m_editedText = text;
    takeDocument(text);
    if (m_loaded.document) {
        if (!followName(revision)) {
            m_shownRevision = revision;
            if (m_shown != before || m_edited != wasEdited)
                showTree();
        }
    }
    Q_EMIT changed();
}

Result<void> Session::saveDocument(const SaveRequest &request)
{
    const Result<void> written = writeDocument(request);
    if (written && isSameFile(request.path, m_request.documentPath)) {
        const bool wasEdited = m_edited;
        m_fileText = request.text;
        updateEdited();
        if (m_edited != wasEdited)
            showTree();
        Q_EMIT changed();
    }
    return written;
}

// --- what is shown of it

/// The live tree, or what the text that is open would make of it.
void Session::showTree()
{
    if (isLive() && !m_edited)
        showLive();
    else
        showPreview();
}

void Session::showLive()
{
    if (m_live.isShown())
        return;
    const Tree &tree = *m_runtime->tree();
    beginLive(*m_shown);
    m_projector.showTree(tree.root());
    showTurns();
    m_projector.endRendering();
    Q_EMIT changed();
}

/// What the runtime tells of its tree from here on is shown.
void Session::beginLive(const StackDocument &document)
{
    m_showSoon.reset();
    m_preview.reset();
    m_projector.setEdited(false);
    m_projector.beginRendering(&m_provider->constructTypes(), &document);
    m_live.showIn(&m_projector);
}

const Tree *Session::shownTree() const
{
    return m_preview ? &m_preview->tree() : m_runtime ? m_runtime->tree() : nullptr;
}

const Node *Session::liveNode(const Node &node) const
{
    const Tree *tree = m_preview && m_runtime ? m_runtime->tree() : nullptr;
    const Node *live = tree ? tree->find(node.id()) : nullptr;
    return live && live->typeName() == node.typeName() ? live : nullptr;
}

/// Over a row of a previewed document: what its node is in the run, and what a deploy would do.
void Session::layOver(TreeRow &row, const Instance &instance) const
{
    if (!m_preview || !instance.node)
        return;
    if (m_edited && m_runtime->state().nodeCount() > 0) {
        const QString action = m_preview->actionFor(*instance.node);
        if (action != QLatin1StringView("unchanged") && action != QLatin1StringView("start"))
            row.planned = action;
    }
    const Node *live = liveNode(*instance.node);
    if (!live)
        return;
    const TreeRow now = rowOf(live->instance());
    row.state = now.state;
    row.error = now.error;
    row.waitsFor = now.waitsFor;
    row.activity = now.activity;
    row.summary = now.summary;
    row.held = now.held;
    row.pinned = now.pinned;
    row.changedAt = now.changedAt;
    row.durationMs = now.durationMs;
}

/// While an edited document is shown: a node's row follows at once; what its outputs make of the
/// tree, a little later.
void Session::liveChanged(const Instance &instance, bool reshaped)
{
    if (!m_preview || !isLive())
        return;
    if (reshaped || !instance.node) {
        showTreeSoon();
        return;
    }
    const Node *shown = m_preview->tree().find(instance.node->id());
    if (!shown)
        return;
    m_projector.instanceChanged(shown->instance());
    if (shown->outputs() != instance.node->outputs())
        showTreeSoon();
}

void Session::showTreeSoon()
{
    if (m_showSoon)
        return;
    const auto since = std::chrono::milliseconds(m_clock.now() - m_shownAt);
    const std::chrono::milliseconds delay =
        std::clamp<std::chrono::milliseconds>(showPause - since, showDelay, showPause);
    m_showSoon = m_clock.callAfter(delay, [this] {
        m_showSoon.reset();
        if (m_preview && isLive())
            showTree();
    });
}

// --- expressions

Result<LiveValue> Session::evaluate(TreeRow::Uid uid, const QString &expression)
{
    const Instance *instance = m_projector.instance(uid);
    const Tree *tree = shownTree();
    if (!instance || !instance->scope || !tree)
        return Error{
            ErrorCode::Unsupported, QStringLiteral("It is not there now: no value yet."), {}, {}};
    if (readsItem(*instance, expression)) {
        const auto item =
            std::find_if(instance->children.begin(), instance->children.end(),
                         [](const Instance *child) { return child->kind == Instance::Kind::Item; });
        if (item == instance->children.end())
            return LiveValue{QJsonValue(QJsonValue::Undefined), instance->waitsFor, {}};
        instance = *item;
    }
    Binding binding;
    binding.kind = Binding::Kind::Expression;
    binding.expression = expression;
    binding.pointer = instance->element ? instance->element->pointer : QString();
    const BoundValue bound = tree->evaluate(*instance, binding);
    LiveValue value{bound.value, bound.missing, {}};
    if (bound.error)
        value.error = *bound.error;
    return value;
}

} // namespace creact
