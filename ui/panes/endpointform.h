// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/endpointtrial.h"
#include "ui/controllers/givenendpoints.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace creact {

class EndpointHeaders;
class EndpointSettings;
class EndpointTestView;
class SuggestedEdit;

/// Edits one endpoint: address, key, headers, the model that is offered first. Says what is wrong
/// below the field that it is wrong with. A key is typed here, and never shown.
class EndpointForm : public QWidget {
    Q_OBJECT
public:
    explicit EndpointForm(EndpointSettings &settings, QWidget *parent = nullptr);

    /// `saved`: as it is kept; null when it is new.
    void setDraft(const EndpointDraft &draft, const EndpointProfile *saved);
    /// It may have been saved anew by others; what is typed here is clean.
    void refresh(const EndpointProfile &saved);
    EndpointDraft draft() const;
    void setGiven(const GivenEndpoints &given);
    /// Nothing is to be saved.
    bool isClean() const;
    /// Says below the fields what is wrong; false: something is, and has the focus.
    bool check();
    /// Something else is known of its keys.
    void showKey();
    void showError(const Error &error);
    void focusFirst();
    void focusKey();

Q_SIGNALS:
    void edited();
    void saveRequested();
    void revertRequested();
    void removeKeyRequested();

private:
    void makeFields(QVBoxLayout *layout);
    void makeButtons(QVBoxLayout *layout);
    QLabel *addField(QVBoxLayout *layout, const QString &label, QWidget *field);
    QWidget *makeKeyRow();
    void connectFields();
    void orderTabs();
    void onEdited();
    void onAddress();
    bool wrong(QLabel *label, const Error &error, QWidget *field);
    bool checkAddress();
    void clearErrors();
    void showMoved();
    void showButtons();
    void showKeptKey();
    QString keyNote() const;
    void test();
    EndpointProfile::Key keyMode() const;

    EndpointSettings &m_settings;
    EndpointDraft m_draft;
    EndpointDraft m_saved;
    GivenEndpoints m_given;
    EndpointTrial m_models;
    QLineEdit *m_name;
    QLineEdit *m_url;
    QComboBox *m_keyMode;
    QWidget *m_keyRow;
    QLineEdit *m_key;
    QPushButton *m_removeKey;
    QLabel *m_keyNote;
    QLabel *m_moved;
    EndpointHeaders *m_headers;
    SuggestedEdit *m_model;
    EndpointTestView *m_test;
    QLabel *m_nameError = nullptr;
    QLabel *m_urlError = nullptr;
    QLabel *m_keyError = nullptr;
    QLabel *m_error;
    QPushButton *m_revert;
    QPushButton *m_save;
    bool m_loading = false;
};

} // namespace creact
