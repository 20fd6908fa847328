// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/stacktabbar.h"

#include "ui/panes/widgets.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

#include <QIconEngine>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestTab = 240;
constexpr int closeSize = 12;
constexpr int dotSize = 12;

/// A dot that follows a change of theme by itself.
class DotEngine final : public QIconEngine {
public:
    explicit DotEngine(Tint tint)
        : m_tint(tint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tintColor(m_tint));
        painter->drawEllipse(QRectF(rect).center(), 3.5, 3.5);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new DotEngine(*this); }

private:
    Tint m_tint;
};

QIcon markIcon(StackTabBar::Mark mark)
{
    using Mark = StackTabBar::Mark;
    switch (mark) {
    case Mark::None:
        return themedIcon(u"new"_s);
    case Mark::Idle:
        return QIcon(new DotEngine(Tint::Faint));
    case Mark::Working:
        return QIcon(new DotEngine(Tint::Accent));
    case Mark::Live:
        return QIcon(new DotEngine(Tint::Success));
    case Mark::Trouble:
        return QIcon(new DotEngine(Tint::Danger));
    case Mark::ReadOnly:
        return themedIcon(u"lock"_s, Tint::Warning);
    case Mark::Stored:
        return themedIcon(u"store"_s);
    }
    return {};
}

/// A tool tip that is never taken for HTML.
QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text)
        ? u"<p style='white-space:pre'>%1</p>"_s.arg(text.toHtmlEscaped())
        : text;
}

} // namespace

StackTabBar::StackTabBar(QWidget *parent)
    : QTabBar(parent)
{
    setObjectName(u"stackTabs"_s);
    setAccessibleName(tr("Open stacks"));
    setDocumentMode(true);
    setDrawBase(false);
    setMovable(true);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
    setIconSize({dotSize, dotSize});
    // With the tab itself gone, the one that was looked at before.
    setSelectionBehaviorOnRemove(SelectPreviousTab);
    hide();
}

void StackTabBar::setLook(int index, const Look &look)
{
    // An ampersand in a name is no mnemonic.
    const QString name = QString(look.name).replace(u'&', u"&&"_s);
    setTabText(index,
               look.modified ? tr("%1 •", "name of a stack that is not saved").arg(name) : name);
    setTabIcon(index, markIcon(look.mark));
    setTabToolTip(index, plainTip(look.tip));
    setAccessibleTabName(index,
                         look.state.isEmpty()
                             ? look.name
                             : tr("%1, %2", "tab, its state").arg(look.name, look.state));
    if (QWidget *close = tabButton(index, RightSide)) {
        close->setAccessibleName(tr("Close %1").arg(look.name));
        close->setToolTip(tr("Close (Ctrl+W)"));
    }
}

QSize StackTabBar::tabSizeHint(int index) const
{
    const QSize size = QTabBar::tabSizeHint(index);
    return {std::min(size.width(), widestTab), size.height()};
}

void StackTabBar::tabInserted(int index)
{
    QTabBar::tabInserted(index);
    QToolButton *close = makeToolButton(u"closeTab"_s, u"close"_s, tr("Close (Ctrl+W)"));
    close->setIconSize({closeSize, closeSize});
    // By the keyboard it is Ctrl+W.
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, this, &StackTabBar::closeByButton);
    setTabButton(index, RightSide, close);
    setVisible(count() > 1);
}

void StackTabBar::tabRemoved(int index)
{
    QTabBar::tabRemoved(index);
    setVisible(count() > 1);
}

void StackTabBar::closeByButton()
{
    for (int index = 0; index < count(); ++index) {
        if (tabButton(index, RightSide) == sender())
            return Q_EMIT closeRequested(index);
    }
}

void StackTabBar::mouseReleaseEvent(QMouseEvent *event)
{
    QTabBar::mouseReleaseEvent(event);
    const int index = tabAt(event->pos());
    if (event->button() == Qt::MiddleButton && index >= 0)
        Q_EMIT closeRequested(index);
}

} // namespace creact
