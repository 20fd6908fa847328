// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/editbuilder.h"

namespace creact {

/// Whether something in a document can be called that.
Result<void> checkNewName(const QString &name);

/// Gives elements that are to be added names and keys of their own where they would clash with what
/// is there; what reads them inside the added elements follows.
class FreeNames {
public:
    explicit FreeNames(const LoadedDocument &document)
        : m_document(document)
    {
    }

    /// What was added before counts, too.
    QList<ElementText> freed(const ElementPlace &place, const QList<ElementText> &elements);

private:
    const LoadedDocument &m_document;
};

} // namespace creact
