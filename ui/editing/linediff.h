// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace creact {

/// One line of a comparison of two texts.
struct DiffLine {
    enum class Kind {
        Same,
        Old, ///< only in the old text
        New, ///< only in the new one
        Left, ///< stands for `count` lines that are the same in both
    };

    Kind kind = Kind::Same;
    QString text;
    int count = 0;

    bool operator==(const DiffLine &) const = default;
};

/// Line by line, as few changes as can be (Myers); of what is the same only `context` lines around
/// each change. Texts that have little in common are told as one change. Empty: they are the same.
QList<DiffLine> lineDiff(const QString &oldText, const QString &newText, int context = 3);

} // namespace creact
