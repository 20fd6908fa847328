// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/welcomepane.h"

#include "core/engine/templates.h"
#include "ui/controllers/recentstacks.h"
#include "ui/panes/elidedlabel.h"
#include "ui/panes/templatecard.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int welcomeWidth = 680;
constexpr qsizetype recentShown = 6;

QLabel *makeSectionTitle(const QString &text)
{
    QLabel *label = makeLabel(u"sectionTitle"_s, TextSize::Normal, "muted", QFont::DemiBold);
    label->setText(text);
    return label;
}

} // namespace

WelcomePane::WelcomePane(RecentStacks &recent, QWidget *parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_createRow(nullptr)
    , m_folder(new QLineEdit)
    , m_create(makeButton(u"createStack"_s, tr("&Create"), "accent"))
    , m_createError(makeLabel(u"createError"_s, TextSize::Normal, "danger"))
    , m_back(makeButton(u"backToStack"_s, tr("Back to the stack"), "link"))
    , m_recentRows(nullptr)
    , m_recentBox(nullptr)
{
    setObjectName(u"welcomePane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_createRow = makeCreateRow();
    m_recentBox = makeRecent();

    auto *column = new QWidget;
    column->setMaximumWidth(welcomeWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(Space::Huge, 48, Space::Huge, Space::Huge);
    layout->setSpacing(Space::Medium);
    layout->addWidget(makeHead());
    layout->addSpacing(Space::Large);
    layout->addWidget(makeSectionTitle(tr("Begin with a template")));
    layout->addWidget(makeCards());
    layout->addWidget(m_createRow);
    layout->addSpacing(Space::Large);
    layout->addWidget(m_recentBox);
    layout->addStretch(1);
    m_createRow->hide();

    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 100);
    centred->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(&m_recent, &RecentStacks::changed, this, &WelcomePane::showRecent);
    showRecent();
}

QWidget *WelcomePane::makeHead()
{
    QLabel *title = makeLabel(u"welcomeTitle"_s, TextSize::Display, nullptr, QFont::DemiBold);
    title->setText(tr("CReact Studio"));
    QLabel *text = makeLabel(u"welcomeText"_s, TextSize::Large, "muted");
    text->setText(
        tr("Declare an agent or an automation as a tree, deploy it, and watch every part of "
           "it work. Outputs flow back into the tree; nothing that finished is done twice."));
    text->setWordWrap(true);
    auto *open = makeButton(u"openStack"_s, tr("&Open a stack…"));
    open->setIcon(themedIcon(u"open"_s));
    connect(open, &QPushButton::clicked, this, &WelcomePane::openRequested);
    connect(m_back, &QPushButton::clicked, this, &WelcomePane::backRequested);
    m_back->hide();

    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(Space::Small);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addWidget(m_back);
    buttons->addStretch();
    layout->addLayout(buttons);
    return head;
}

QWidget *WelcomePane::makeCards()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Space::Medium);
    const QList<TemplateInfo> all = templates();
    for (const TemplateInfo &info : all) {
        auto *card = new TemplateCard(info.name, info.title, info.description);
        connect(card, &QPushButton::clicked, this, [this, name = info.name] { choose(name); });
        row->addWidget(card, 1);
        m_cards.append(card);
    }
    return box;
}

QWidget *WelcomePane::makeCreateRow()
{
    m_folder->setObjectName(u"newFolder"_s);
    m_folder->setAccessibleName(tr("Folder of the new stack"));
    m_createError->setWordWrap(true);
    m_createError->hide();
    auto *browseButton = makeButton(u"browseFolder"_s, tr("&Browse…"));
    QLabel *label = makeLabel(u"newFolderLabel"_s, TextSize::Normal, "muted");
    label->setText(tr("&Folder"));
    label->setBuddy(m_folder);

    auto *box = new QFrame;
    box->setObjectName(u"createRow"_s);
    box->setProperty("role", u"card"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(Space::Small);
    row->addWidget(label);
    row->addWidget(m_folder, 1);
    row->addWidget(browseButton);
    row->addWidget(m_create);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(Space::Medium, Space::Medium, Space::Medium, Space::Medium);
    layout->addLayout(row);
    layout->addWidget(m_createError);
    connect(browseButton, &QPushButton::clicked, this, &WelcomePane::browse);
    connect(m_create, &QPushButton::clicked, this, &WelcomePane::create);
    connect(m_folder, &QLineEdit::returnPressed, this, &WelcomePane::create);
    return box;
}

QWidget *WelcomePane::makeRecent()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(makeSectionTitle(tr("Recent stacks")));
    m_recentRows = new QVBoxLayout;
    m_recentRows->setSpacing(2);
    layout->addLayout(m_recentRows);
    return box;
}

void WelcomePane::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

// --- new from template

QString WelcomePane::suggestedFolder(const QString &templateName) const
{
    const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString base = QDir(home).filePath(u"CReact/"_s + templateName);
    QString folder = base;
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = u"%1-%2"_s.arg(base).arg(n);
    return QDir::toNativeSeparators(folder);
}

void WelcomePane::choose(const QString &templateName)
{
    m_template = templateName;
    for (QPushButton *card : std::as_const(m_cards))
        card->setChecked(card->property("template").toString() == templateName);
    m_folder->setText(suggestedFolder(templateName));
    m_createError->hide();
    m_createRow->show();
    m_create->setFocus();
}

void WelcomePane::browse()
{
    auto *dialog = new QFileDialog(this, tr("Folder of the new stack"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    const QString name = m_template;
    connect(dialog, &QFileDialog::fileSelected, this, [this, name](const QString &folder) {
        // Into an empty folder itself, beside what is there otherwise.
        const bool empty =
            QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        m_folder->setText(empty ? folder : QDir(folder).filePath(name));
    });
    dialog->open();
}

void WelcomePane::create()
{
    const QString folder = QDir::fromNativeSeparators(m_folder->text().trimmed());
    if (folder.isEmpty()) {
        showCreateError(
            {ErrorCode::InvalidArgument, tr("Say in which folder to put the stack."), {}, {}});
        return;
    }
    const Result<QString> path = createFromTemplate(m_template, folder);
    if (!path) {
        showCreateError(path.error());
        return;
    }
    m_createRow->hide();
    for (QPushButton *card : std::as_const(m_cards))
        card->setChecked(false);
    Q_EMIT created(*path);
}

void WelcomePane::showCreateError(const Error &error)
{
    m_createError->setText(error.hint.isEmpty()
                               ? error.message
                               : tr("%1 %2", "error, hint").arg(error.message, error.hint));
    m_createError->show();
}

// --- recent stacks

void WelcomePane::showRecent()
{
    while (QLayoutItem *item = m_recentRows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QStringList paths = m_recent.paths().mid(0, recentShown);
    for (const QString &path : paths)
        m_recentRows->addWidget(recentRow(path));
    m_recentBox->setVisible(!paths.isEmpty());
}

QWidget *WelcomePane::recentRow(const QString &path)
{
    const bool exists = RecentStacks::exists(path);
    const QFileInfo file(path);
    auto *name = makeButton(u"recentStack"_s, file.fileName(), "link");
    name->setEnabled(exists);
    name->setToolTip(path.toHtmlEscaped());
    connect(name, &QPushButton::clicked, this, [this, path] { Q_EMIT stackChosen(path); });
    auto *folder = new ElidedLabel(QDir::toNativeSeparators(file.path()));
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(name);
    layout->addWidget(folder, 1);
    if (!exists) {
        QLabel *missing = makeLabel(u"recentMissing"_s, TextSize::Small, "danger");
        missing->setText(tr("missing"));
        auto *forget = makeToolButton(u"forgetRecent"_s, u"close"_s, tr("Remove from the list"));
        // Queued: the button goes with its row.
        connect(
            forget, &QToolButton::clicked, this, [this, path] { m_recent.remove(path); },
            Qt::QueuedConnection);
        layout->addWidget(missing);
        layout->addWidget(forget);
    }
    return row;
}

} // namespace creact
