// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/base/result.h"
#include "core/stack/constructtype.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace creact {

/// Which editor a literal gets.
enum class ValueEditKind {
    Any, ///< one line; what reads as JSON is JSON, everything else text
    Line,
    Text,
    Number,
    Switch,
    Choice,
    Json,
    Path,
    Suggested,
    Messages,
};

/// Edits one JSON value. It says what was typed, and knows nothing of documents.
class ValueEdit : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// None: nothing is set, and the placeholder says what holds instead. Tells nobody.
    virtual void setValue(const std::optional<JsonNode> &value) = 0;
    /// None: nothing stands there, so that nothing is to be set.
    virtual std::optional<JsonNode> value() const = 0;
    /// Why what stands there is no such value; empty: it is one.
    virtual QString complaint() const { return {}; }
    virtual void setPlaceholder(const QString &text) = 0;
    virtual void setReadOnly(bool readOnly) = 0;
    /// Enter ends it; otherwise Enter is a new line, and Ctrl+Enter ends it.
    virtual bool isOneLine() const { return true; }
    /// Has several parts: its focus proxy is the first, not the only one.
    virtual void setAccessible(const QString &name) = 0;
    /// A list is open below it: Enter and Escape are about that.
    virtual bool isChoosing() const { return false; }

Q_SIGNALS:
    /// What stands there has changed by a person.
    void edited();
    /// It was chosen, so it is final.
    void chosen();
};

/// What an editor needs of where it stands.
struct ValueEditContext {
    /// To choose from, for what is free to be written.
    QStringList suggestions = {};
    /// Asks somebody for more of them; null: there are no more.
    std::function<void(const Done<QStringList> &)> askForMore = {};
    /// Whom, for people.
    std::function<QString()> moreFrom = {};
    /// Paths are written relative to this folder.
    QString folder = {};
};

/// By the type, and by what stands there: a value that does not fit its type is edited as JSON.
ValueEditKind valueEditKind(const PropSpec &spec, const std::optional<JsonNode> &value);
std::unique_ptr<ValueEdit> makeValueEdit(ValueEditKind kind, const PropSpec &spec,
                                         const ValueEditContext &context);

} // namespace creact
