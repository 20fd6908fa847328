// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace creact {

/// A question across the top of the window: what is the matter, the ways on, and the way back,
/// which has the focus and is Escape's. Nothing else is in the way of it; one question at a time.
class QuestionBar : public QFrame {
    Q_OBJECT
public:
    struct Choice {
        QString name;
        QString text;
        std::function<void()> then;
    };

    explicit QuestionBar(QWidget *parent = nullptr);
    /// `about`: what it is about, so that whoever asked can take it back.
    void ask(const QObject *about, const QString &title, const QString &text,
             const QList<Choice> &choices, const QString &back);
    /// The same with one way on, which opens when this word has been typed.
    void askTyped(const QObject *about, const QString &title, const QString &text,
                  const QString &word, const Choice &choice, const QString &back);
    bool isAsking(const QObject *about) const { return !isHidden() && m_about == about; }
    void dismiss();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();
    QPushButton *addChoice(const Choice &choice);
    void setTexts(const QObject *about, const QString &title, const QString &text);
    QPushButton *addBack(const QString &text);

    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QPointer<const QObject> m_about;
    QPointer<QWidget> m_cameFrom;
};

} // namespace creact
