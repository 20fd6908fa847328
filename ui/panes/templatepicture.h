// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <QPointF>
#include <QWidget>

namespace creact {

/// A stack document as a small picture: a dot for every element, from left to right, joined to the
/// one that it is in. Constructs are filled, what decides over them is a ring. A component is drawn
/// where it is used, once.
class TemplatePicture : public QWidget {
    Q_OBJECT
public:
    explicit TemplatePicture(const StackDocument &document, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Dot {
        bool construct = true;
        int parent = -1;
        int column = 0;
        double line = 0;
    };

    void add(const StackDocument &document, const ElementList &list, int parent, int column);
    void addOne(const StackDocument &document, const Element &element, int parent, int column);
    QPointF place(const Dot &dot) const;

    QList<Dot> m_dots;
    QStringList m_drawn;
    int m_columns = 1;
    double m_lines = 0;
};

} // namespace creact
