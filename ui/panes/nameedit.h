// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLineEdit>
#include <QPointer>

#include <functional>

class QLabel;

namespace creact {

/// A name that is changed in its place. What is wrong with it is said below it while it is typed;
/// a name that does not do is not taken.
class NameEdit : public QLineEdit {
    Q_OBJECT
public:
    using Check = std::function<Result<void>(const QString &name)>;

    NameEdit(const QString &name, Check check, QWidget *parent);
    ~NameEdit() override;
    bool isValid() const { return m_valid; }

protected:
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void validate();
    void placeBubble();

    Check m_check;
    bool m_valid = true;
    /// Beside this in its parent, so that it may be wider.
    QPointer<QLabel> m_bubble;
};

} // namespace creact
