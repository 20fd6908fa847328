// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace creact {

/// A lasting message across the top of a pane: what is the matter, what to do, one action.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Info, Warning, Danger };

    /// Where the buttons stand: beside the text where there is room, else below it.
    enum class Buttons { Below, Beside };

    explicit Banner(const QString &name, Buttons place = Buttons::Below, QWidget *parent = nullptr);
    void setContent(Tone tone, const QString &title, const QString &text,
                    const QString &action = {});
    /// A second way out beside the action; empty: none.
    void setSecondAction(const QString &action);
    /// And a third.
    void setThirdAction(const QString &action);
    /// A widget below the text.
    void setDetails(QWidget *details);
    QString title() const;
    QString text() const;

Q_SIGNALS:
    void actionTriggered();
    void secondActionTriggered();
    void thirdActionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    Tone m_tone = Tone::Info;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_texts;
    QPushButton *m_action;
    QPushButton *m_second;
    QPushButton *m_third;
};

} // namespace creact
