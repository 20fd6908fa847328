// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointheaders.h"

#include "ui/controllers/secretbox.h"
#include "ui/panes/inspector/switchbox.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// As the command line names them.
QString secretNameOf(const QString &header)
{
    return header.toLower().replace(QRegularExpression(u"[^a-z0-9._-]"_s), u"-"_s).left(64);
}

Result<void> checkHeaders(const QList<EndpointHeader> &headers)
{
    EndpointProfile profile;
    profile.name = u"x"_s;
    profile.baseUrl = QUrl(u"http://localhost"_s);
    profile.headers = headers;
    return checkProfile(profile);
}

} // namespace

EndpointHeaders::EndpointHeaders(const SecretBox &secrets, QWidget *parent)
    : QWidget(parent)
    , m_secrets(secrets)
    , m_layout(new QVBoxLayout)
    , m_error(makeLabel(u"headersError"_s, TextSize::Small, "danger"))
    , m_add(makeButton(u"addHeader"_s, tr("Add a &header"), "link"))
{
    m_layout->setSpacing(Space::Tiny);
    m_error->setWordWrap(true);
    m_error->hide();
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_add);
    bottom->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Tiny);
    layout->addLayout(m_layout);
    layout->addWidget(m_error);
    layout->addLayout(bottom);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({}, {});
        m_rows.constLast().name->setFocus(Qt::TabFocusReason);
    });
}

void EndpointHeaders::setDraft(const EndpointDraft &draft)
{
    for (const Row &row : std::as_const(m_rows))
        delete row.box;
    m_rows.clear();
    m_error->hide();
    m_baseUrl = draft.profile.baseUrl;
    for (const EndpointHeader &header : draft.profile.headers)
        addRow(header, draft.secrets.value(header.secret));
}

void EndpointHeaders::setBase(const QUrl &baseUrl)
{
    m_baseUrl = baseUrl;
    for (const Row &row : std::as_const(m_rows))
        showRow(row);
}

void EndpointHeaders::addRow(const EndpointHeader &header, const QString &typed)
{
    Row row;
    row.box = new QWidget;
    row.name = new QLineEdit(header.name);
    row.value = new QLineEdit;
    row.isSecret = new SwitchBox;
    row.secret = header.secret;
    auto *remove = makeToolButton(u"removeHeader"_s, u"close"_s, tr("Remove this header"));
    row.name->setObjectName(u"headerName"_s);
    row.name->setAccessibleName(tr("Name of the header"));
    row.name->setPlaceholderText(u"X-Api-Version"_s);
    row.value->setObjectName(u"headerValue"_s);
    row.value->setAccessibleName(tr("Value of the header"));
    row.isSecret->setObjectName(u"headerSecret"_s);
    row.isSecret->setAccessibleName(tr("Secret"));
    QLabel *secret = makeLabel(u"headerSecretLabel"_s, TextSize::Small, "muted");
    secret->setText(tr("Secret"));
    secret->setBuddy(row.isSecret);
    row.isSecret->setToolTip(tr("Kept in the system keychain, and never shown"));
    row.isSecret->setChecked(!header.secret.isEmpty());
    // Before the text: it is never to be seen.
    showRow(row);
    row.value->setText(header.secret.isEmpty() ? header.value : typed);

    auto *layout = new QHBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(row.name, 2);
    layout->addWidget(row.value, 3);
    layout->addWidget(row.isSecret);
    layout->addWidget(secret);
    layout->addWidget(remove);
    m_layout->addWidget(row.box);
    row.box->show();
    m_rows.append(row);
    QWidget *box = row.box;
    connect(row.name, &QLineEdit::textEdited, this, &EndpointHeaders::onEdited);
    connect(row.name, &QLineEdit::editingFinished, this, [this, box] { onName(box); });
    connect(row.value, &QLineEdit::textEdited, this, &EndpointHeaders::onEdited);
    connect(row.isSecret, &QCheckBox::clicked, this, [this, box] { onSecret(box); });
    connect(remove, &QToolButton::clicked, this, [this, box] { removeRow(box); });
    Q_EMIT rowAdded();
}

QList<QWidget *> EndpointHeaders::fields() const
{
    QList<QWidget *> fields;
    for (const Row &row : m_rows)
        fields += {row.name, row.value, row.isSecret, row.box->findChild<QToolButton *>()};
    return fields + QList<QWidget *>{m_add};
}

EndpointHeaders::Row *EndpointHeaders::rowOf(QWidget *box)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [box](const Row &each) { return each.box == box; });
    return row == m_rows.end() ? nullptr : &*row;
}

void EndpointHeaders::removeRow(QWidget *box)
{
    m_rows.removeIf([box](const Row &row) { return row.box == box; });
    m_add->setFocus(Qt::OtherFocusReason);
    box->hide();
    box->deleteLater();
    onEdited();
}

/// A name under which servers expect a secret makes it one, before its value is typed.
void EndpointHeaders::onName(QWidget *box)
{
    Row *row = rowOf(box);
    if (!row || row->isSecret->isChecked())
        return;
    EndpointHeader header{row->name->text().trimmed(), {}, {}};
    if (header.name.isEmpty() || checkHeaders({header}))
        return;
    header.secret = secretNameOf(header.name);
    if (!checkHeaders({header}))
        return;
    row->isSecret->setChecked(true);
    showRow(*row);
    onEdited();
}

void EndpointHeaders::onSecret(QWidget *box)
{
    Row *row = rowOf(box);
    // What was typed as a secret does not become a text that is shown.
    if (!row->isSecret->isChecked())
        row->value->clear();
    showRow(*row);
    onEdited();
}

void EndpointHeaders::onEdited()
{
    m_error->hide();
    Q_EMIT edited();
}

void EndpointHeaders::showRow(const Row &row)
{
    const bool isSecret = row.isSecret->isChecked();
    row.value->setEchoMode(isSecret ? QLineEdit::Password : QLineEdit::Normal);
    QString placeholder;
    if (isSecret) {
        const auto place = row.secret.isEmpty()
            ? SecretBox::Place::None
            : m_secrets.place(headerSecretName(m_baseUrl, row.secret));
        placeholder = place == SecretBox::Place::Keychain
            ? tr("Kept in the keychain; type to replace it")
            : place == SecretBox::Place::Session ? tr("Known until you quit; type to replace it")
                                                 : tr("Its value");
    }
    row.value->setPlaceholderText(placeholder);
}

EndpointHeader EndpointHeaders::headerOf(const Row &row) const
{
    const QString name = row.name->text().trimmed();
    if (!row.isSecret->isChecked())
        return {name, row.value->text().trimmed(), {}};
    return {name, {}, row.secret.isEmpty() ? secretNameOf(name) : row.secret};
}

void EndpointHeaders::fill(EndpointDraft &draft) const
{
    draft.profile.headers.clear();
    for (const Row &row : m_rows) {
        const EndpointHeader header = headerOf(row);
        if (header.name.isEmpty() && row.value->text().isEmpty())
            continue;
        draft.profile.headers.append(header);
        if (!header.secret.isEmpty() && !row.value->text().isEmpty())
            draft.secrets.insert(header.secret, row.value->text());
    }
}

bool EndpointHeaders::check()
{
    QList<EndpointHeader> headers;
    for (const Row &row : std::as_const(m_rows)) {
        const EndpointHeader header = headerOf(row);
        if (header.name.isEmpty() && row.value->text().isEmpty())
            continue;
        headers.append(header);
        const Result<void> checked = checkHeaders(headers);
        if (checked)
            continue;
        m_error->setText(
            tr("%1 %2", "error, hint").arg(checked.error().message, checked.error().hint));
        m_error->show();
        row.name->setFocus(Qt::OtherFocusReason);
        return false;
    }
    m_error->hide();
    return true;
}

} // namespace creact
