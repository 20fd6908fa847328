// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace creact {

/// A field for text that is as high as its lines, up to a limit; then it scrolls.
class GrowingText : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit GrowingText(QWidget *parent = nullptr);
    void setLineLimit(int lines);
    /// Changes the text and keeps the cursor about where it was.
    void replaceText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();

    int m_limit = 12;
};

} // namespace creact
