// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>
#include <QTimer>

namespace creact {

/// Markdown from a model: hostile until shown otherwise. No HTML, no image, nothing is loaded, and
/// a click on a link only says where it leads. As high as its text. Grows without being laid out
/// anew.
class MarkdownView : public QTextBrowser {
    Q_OBJECT
public:
    explicit MarkdownView(QWidget *parent = nullptr);
    /// A text that goes on from the last one costs what its last blocks cost.
    void setAnswer(const QString &markdown);
    QString answer() const { return m_markdown; }
    /// Addresses that may be opened in a browser at all: http, https and mailto.
    static bool mayOpen(const QUrl &url);

    QVariant loadResource(int type, const QUrl &url) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void showText();
    void render();
    void renderEnd();
    void append(const QString &markdown);
    void fit();

    QString m_markdown;
    /// What of it is in the document.
    QString m_shown;
    QTimer m_later;
    /// What stands before will not change, whatever is appended: in the text, and in the document.
    qsizetype m_settled = 0;
    int m_settledPosition = 0;
};

} // namespace creact
