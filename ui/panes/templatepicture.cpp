// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/templatepicture.h"

#include "ui/theme/colors.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace creact {

namespace {

constexpr int pictureWidth = 112;
constexpr int pictureHeight = 64;
constexpr double pictureMargin = 5;
constexpr double dotRadius = 2.6;
constexpr double widestStep = 14;

} // namespace

TemplatePicture::TemplatePicture(const StackDocument &document, QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedSize(pictureWidth, pictureHeight);
    add(document, document.children, -1, 0);
}

QSize TemplatePicture::sizeHint() const
{
    return {pictureWidth, pictureHeight};
}

void TemplatePicture::add(const StackDocument &document, const ElementList &list, int parent,
                          int column)
{
    for (const Element &element : list)
        addOne(document, element, parent, column);
}

/// An element stands at the height of the first thing in it; what has nothing in it begins a line.
void TemplatePicture::addOne(const StackDocument &document, const Element &element, int parent,
                             int column)
{
    const int self = int(m_dots.size());
    m_dots.append({element.kind == Element::Kind::Construct, parent, column, 0});
    m_columns = std::max(m_columns, column + 1);
    if (element.kind == Element::Kind::Component && !m_drawn.contains(element.name)) {
        m_drawn.append(element.name);
        if (const Component *component = document.component(element.name))
            add(document, component->children, self, column + 1);
    }
    for (const ElementList *list :
         {&element.children, &element.then, &element.otherwise, &element.fallback})
        add(document, *list, self, column + 1);
    const bool leaf = m_dots.size() == self + 1;
    m_dots[self].line = leaf ? m_lines++ : m_dots.at(self + 1).line;
}

QPointF TemplatePicture::place(const Dot &dot) const
{
    const double step =
        std::min(widestStep, (width() - 2 * pictureMargin) / std::max(1, m_columns - 1));
    const double gap =
        std::min(widestStep, (height() - 2 * pictureMargin) / std::max(1.0, m_lines - 1));
    const double left = (width() - step * (m_columns - 1)) / 2;
    const double top = (height() - gap * (m_lines - 1)) / 2;
    return {left + step * dot.column, top + gap * dot.line};
}

void TemplatePicture::paintEvent(QPaintEvent *)
{
    const Colors &colors = Colors::now();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.borderStrong, 1.2));
    for (const Dot &dot : m_dots) {
        if (dot.parent < 0)
            continue;
        const QPointF from = place(m_dots.at(dot.parent));
        const QPointF to = place(dot);
        QPainterPath line(from);
        const double middle = (from.x() + to.x()) / 2;
        line.cubicTo({middle, from.y()}, {middle, to.y()}, to);
        painter.drawPath(line);
    }
    for (const Dot &dot : m_dots) {
        painter.setPen(QPen(dot.construct ? colors.accent : colors.textMuted, 1.2));
        painter.setBrush(dot.construct ? colors.accent : colors.raised);
        painter.drawEllipse(place(dot), dotRadius, dotRadius);
    }
}

} // namespace creact
