// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/endpointdraft.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace creact {

class SecretBox;

/// The headers that an endpoint gets beside the program's own: a name and a value each. A value
/// that is secret is kept in the keychain and never shown again.
class EndpointHeaders : public QWidget {
    Q_OBJECT
public:
    explicit EndpointHeaders(const SecretBox &secrets, QWidget *parent = nullptr);
    void setDraft(const EndpointDraft &draft);
    /// Writes them, and what was typed of their secrets, into the draft.
    void fill(EndpointDraft &draft) const;
    /// Secrets are kept for this address.
    void setBase(const QUrl &baseUrl);
    /// Says below them what is wrong with them; false: something is, and has the focus.
    bool check();
    /// In the order in which Tab goes through them.
    QList<QWidget *> fields() const;

Q_SIGNALS:
    void edited();
    /// There are more fields().
    void rowAdded();

private:
    struct Row {
        QWidget *box = nullptr;
        QLineEdit *name = nullptr;
        QLineEdit *value = nullptr;
        QCheckBox *isSecret = nullptr;
        /// The name its secret is kept under already.
        QString secret;
    };

    void addRow(const EndpointHeader &header, const QString &typed);
    void removeRow(QWidget *box);
    EndpointHeader headerOf(const Row &row) const;
    void showRow(const Row &row);
    void onName(QWidget *box);
    void onSecret(QWidget *box);
    void onEdited();
    Row *rowOf(QWidget *box);

    const SecretBox &m_secrets;
    QUrl m_baseUrl;
    QList<Row> m_rows;
    QVBoxLayout *m_layout;
    QLabel *m_error;
    QPushButton *m_add;
};

} // namespace creact
