// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QJsonValue;
class QLabel;
class QPlainTextEdit;

namespace creact {

/// One value in full, monospaced, with the binding it comes from and a button that copies it.
class JsonView : public QWidget {
    Q_OBJECT
public:
    explicit JsonView(QWidget *parent = nullptr);
    void setValue(const QString &path, const QJsonValue &value, const QString &expression);
    void clear();

private:
    QLabel *m_path;
    QLabel *m_expression;
    QPlainTextEdit *m_text;
};

} // namespace creact
