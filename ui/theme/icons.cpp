// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/colors.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

class ThemedIconEngine final : public QIconEngine {
public:
    ThemedIconEngine(QString name, Tint tint)
        : m_name(std::move(name))
        , m_tint(tint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        const QPixmap pixmap = drawn(size, mode, painter->device()->devicePixelRatioF());
        QRect target(0, 0, size, size);
        target.moveCenter(rect.center());
        painter->drawPixmap(target.topLeft(), pixmap);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return drawn(std::min(size.width(), size.height()), mode, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return drawn(qRound(std::min(size.width(), size.height()) / scale), mode, scale);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    QPixmap drawn(int size, QIcon::Mode mode, qreal scale) const
    {
        const Tint tint = mode == QIcon::Disabled ? Tint::Faint : m_tint;
        return themedPixmap(m_name, size, tintColor(tint), scale);
    }

    QString m_name;
    Tint m_tint;
};

} // namespace

QColor tintColor(Tint tint)
{
    const Colors &colors = Colors::now();
    switch (tint) {
    case Tint::Muted:
        return colors.textMuted;
    case Tint::Strong:
        return colors.text;
    case Tint::Faint:
        return colors.textFaint;
    case Tint::Accent:
        return colors.accent;
    case Tint::OnAccent:
        return colors.accentText;
    case Tint::Success:
        return colors.success;
    case Tint::Warning:
        return colors.warning;
    case Tint::Danger:
        return colors.danger;
    }
    return colors.text;
}

QIcon themedIcon(const QString &name, Tint tint)
{
    return QIcon(new ThemedIconEngine(name, tint));
}

QPixmap themedPixmap(const QString &name, int size, const QColor &color, qreal scale)
{
    const QString key = u"creact:%1:%2:%3:%4"_s.arg(name, color.name()).arg(size).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/assets/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon named %s", qUtf8Printable(name));
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace creact
