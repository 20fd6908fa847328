// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace creact {

/// The endpoints of the endpoints page, a name and a quiet line each.
class EndpointList : public QListWidget {
    Q_OBJECT
public:
    struct Row {
        QString id;
        QString name;
        QString details;
        QString icon;
        /// It has changes that are not saved.
        bool edited = false;

        bool operator==(const Row &) const = default;
    };

    explicit EndpointList(QWidget *parent = nullptr);
    /// What is chosen stays chosen, when it is still there; tells nobody.
    void setRows(const QList<Row> &rows);
    QString currentId() const;
    /// Tells nobody.
    void select(const QString &id);
    bool has(const QString &id) const;

Q_SIGNALS:
    /// By a person.
    void chosen(const QString &id);

private:
    QListWidgetItem *find(const QString &id) const;

    QList<Row> m_rows;
};

} // namespace creact
