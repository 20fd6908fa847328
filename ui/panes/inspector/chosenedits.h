// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/simpleedits.h"

class QToolButton;

namespace creact {

/// A path, with a button that looks for it. What lies in the document's folder is written relative
/// to that.
class PathEdit : public LineEdit {
    Q_OBJECT
public:
    PathEdit(bool folder, const QString &base, QWidget *parent = nullptr);
    void setReadOnly(bool readOnly) override;

private:
    void browse();
    void take(const QString &path);

    bool m_folder;
    QString m_base;
    QToolButton *m_browse;
};

} // namespace creact
