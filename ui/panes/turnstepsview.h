// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/chatmodel.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace creact {

class Disclosure;
class MarkdownView;
class ToolCard;

/// What led to an answer, in its order: what the model thought and said before it called a tool,
/// and the calls. The answer itself is not in it.
class TurnStepsView : public QWidget {
    Q_OBJECT
public:
    explicit TurnStepsView(QWidget *parent = nullptr);
    /// `now` in ms since 1970.
    void setSteps(const QList<TurnStep> &steps, const LiveText &live, qint64 now);

Q_SIGNALS:
    void linkClicked(const QUrl &url);

private:
    /// A step's widgets; those of a model are made when there is something to show.
    struct Part {
        QString nodeId;
        ToolCard *card = nullptr;
        Disclosure *thinking = nullptr;
        QLabel *thoughts = nullptr;
        MarkdownView *said = nullptr;
    };
    Part makePart(const TurnStep &step);
    void showThoughts(Part &part, const TurnStep &step, const LiveText &live, qint64 now);
    void showSaid(Part &part, const TurnStep &step, bool isLast);

    QVBoxLayout *m_layout;
    QList<Part> m_parts;
};

} // namespace creact
