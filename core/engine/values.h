// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatturn.h"
#include "core/provider/tools/approvalrequest.h"
#include "core/runtime/backend.h"
#include "core/runtime/deployment.h"
#include "core/runtime/plan.h"
#include "core/runtime/recovery.h"
#include "core/runtime/records.h"
#include "core/stack/documentreader.h"
#include "core/stack/element.h"
#include "core/stack/problem.h"

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace creact {

/// One row of the stack tree: an element instance that lives, a branch that is not there now, or a
/// node of a finished turn.
struct TreeRow {
    enum class Kind {
        Construct,
        Show,
        For,
        Item, ///< one item of a `for`
        Component,
        Store,
        Boundary,
        Inactive, ///< an element whose flow element has not opened; dimmed
        Turn, ///< a finished turn where it ran; dimmed, its nodes below it
        Yield, ///< what a component gives to whoever uses it
        Definition, ///< a component as the document defines it, with its elements below it
    };
    using Uid = quint64;

    Uid uid = 0;
    /// 0: top level.
    Uid parent = 0;
    Kind kind = Kind::Construct;
    /// What its element is, also while the row is Inactive.
    Element::Kind elementKind = Element::Kind::Construct;
    /// "Completion", "show", "Agent"; what the element is.
    QString title;
    /// `as`, or what tells it apart from its siblings.
    QString name;
    QString key;
    /// Full node id; empty for rows that are no node.
    QString nodeId;
    /// JSON pointer of its element in the document.
    QString pointer;
    /// Of a node; of a flow element Deployed when it is open, Pending when it is closed, Waiting
    /// when it is undefined.
    NodeState state = NodeState::Pending;
    /// Live, not dimmed.
    bool active = true;
    /// One line: the most telling output, the condition's value, the number of items.
    QString summary;
    /// What it waits for, as written in the document: "chat.pending".
    QString waitsFor;
    /// What it is doing right now ("calling wikipedia").
    QString activity;
    std::optional<Error> error;
    QString note;
    /// Left out by its author: as if it were not there.
    bool disabled = false;
    /// Its outputs are pinned: what is pinned is what runs.
    bool pinned = false;
    /// Left as it was by a deploy of a part, or destroyed by hand; the next deploy takes it up.
    bool held = false;
    /// What a deploy of the edited document would do to it (Plan::Item::action); empty: nothing
    /// that an edit asked for.
    QString planned;
    qint64 changedAt = 0;
    qint64 durationMs = -1;

    bool operator==(const TreeRow &) const = default;
};

/// Changes of the tree, to be applied in order. At most one batch a frame.
struct TreeDelta {
    struct Change {
        enum class Kind { Insert, Update, Remove };
        Kind kind = Kind::Insert;
        /// Of a Remove only the uid counts; everything below it goes too.
        TreeRow row;
        /// Of an Insert: the place among its siblings.
        int index = 0;
    };
    /// Forget everything first.
    bool reset = false;
    QList<Change> changes;
    /// Of the text that the rows' pointers point into: Engine::edit(), 0: the file as it was
    /// opened.
    quint64 revision = 0;
};

/// What an expression comes to at one place of the tree, now.
struct LiveValue {
    /// Undefined: not there yet.
    QJsonValue value = QJsonValue(QJsonValue::Undefined);
    /// What it waits for, when it is undefined.
    QStringList waitsFor = {};
    std::optional<Error> error = {};

    bool operator==(const LiveValue &) const = default;
};

/// An expression of an element, and what it comes to.
struct BindingValue {
    /// Of the prop, yielded or stored value; else "show", "for", "key" or "gather".
    QString name;
    QString expression;
    LiveValue now;

    bool operator==(const BindingValue &) const = default;
};

/// Everything the inspector shows of one row.
struct RowDetail {
    TreeRow row;
    QJsonObject props;
    /// Prop name → expression text, for props that are bindings.
    QJsonObject bindings;
    /// Every expression of the element, with its value at this row; the key of a `for` and its
    /// gather at its items. Empty for what is not there now.
    QList<BindingValue> bindingValues;
    std::optional<QJsonObject> outputs;
    QJsonObject store;
    /// Newest first: why this node was applied, why the node that caused it was, back to the event.
    QList<Cause> causes;
    int attempts = 0;
    qint64 appliedAt = 0;
    /// Documentation of the construct type.
    QString doc;
    /// Of a Tool: a person allowed its calls for good.
    std::optional<ToolGrant> grant = {};
};

/// What is to be forgotten: the conversation of a chat handler.
struct ForgetRequest {
    /// Full node id; empty: the first.
    QString handlerId;
    /// Of all sessions when not set.
    std::optional<QString> session;
};

/// A value of a store (of the document, or a node's own), set by hand.
struct StoreEdit {
    /// Name of the document's store.
    QString store;
    QString key;
    QJsonValue value;
};

/// A document to be written.
struct SaveRequest {
    QString path;
    QByteArray text;
    /// What has to stand in the file: another text is somebody else's edit, and is not overwritten
    /// (AlreadyExists). Not set: whatever is there is replaced.
    std::optional<QByteArray> expected = {};
};

/// The state of the stack as one thing.
struct StackInfo {
    enum class Status {
        Closed, ///< nothing is open
        Opening,
        Idle, ///< open, not deployed by this process
        Deploying,
        Live, ///< deployed and listening
        Stopping,
    };

    Status status = Status::Closed;
    QString name;
    /// Empty when only a state folder is open.
    QString documentPath;
    QString backendUrl;
    /// Nothing may be changed: another holds the lock, or there is no document.
    bool readOnly = false;
    /// Error of the last command or of the lock; lasting until resolved.
    std::optional<Error> error;
    std::optional<LockInfo> lock;
    /// What the last start found of a run that did not end by itself.
    std::optional<RecoveryReport> recovery;
    int nodes = 0;
    int deployed = 0;
    int waiting = 0;
    int failed = 0;
    int applying = 0;
    qint64 lastDeployedAt = 0;
    /// Where the stack's HTTP servers listen ("http://127.0.0.1:3000").
    QStringList urls;
    /// Full ids of the ChatHandlers that take messages now.
    QStringList chatHandlers;
    /// The model endpoint in use, for people; `demo` when it is the built-in one.
    QString endpoint;
    bool demo = false;
    /// What is open is not what runs: the document was edited since it was deployed.
    bool edited = false;
    /// A deploy waits for this turn to end.
    QString waitsForTurn;
    /// Tool calls that wait for a person, oldest first.
    QList<ApprovalRequest> approvals;
    /// The document tells the sessions of a conversation apart.
    bool hasSessions = false;

    bool operator==(const StackInfo &) const = default;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::TreeDelta)
Q_DECLARE_METATYPE(creact::RowDetail)
Q_DECLARE_METATYPE(creact::StackInfo)
Q_DECLARE_METATYPE(creact::LoadedDocument)
