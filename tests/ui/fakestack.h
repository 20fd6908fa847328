// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

namespace creact {

/// The agent template as it looks after one answered turn, one that failed, and one at work.
namespace FakeStack {

constexpr TreeRow::Uid CompletionUid = 21;
constexpr TreeRow::Uid FailedUid = 31;
constexpr TreeRow::Uid TurnUid = 10;

StackInfo idle();
StackInfo live();
StackInfo liveWithFailure();
StackInfo lockedByAnother();
TreeDelta tree();
QList<ChatTurn> turns();
QList<AuditEntry> audit();
RowDetail completionDetail();
RowDetail failedDetail();
QList<Problem> problems();
RecoveryReport recovery();
StackInfo unreadable();
StackInfo newer();
/// Newest first: two that can be read, one that cannot, one that was set aside.
QList<SnapshotInfo> snapshots();
/// The state in the first of them, and the one of now.
StackRecord earlierState();
StackRecord stateNow();

} // namespace FakeStack

} // namespace creact
