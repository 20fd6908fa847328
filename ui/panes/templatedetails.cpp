// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/templatedetails.h"

#include "ui/controllers/aside.h"
#include "ui/models/documentoutline.h"
#include "ui/panes/chevrontree.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStandardPaths>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int checkDelayMs = 150;
constexpr int unfoldedDepth = 6;

} // namespace

TemplateDetails::TemplateDetails(QWidget *parent)
    : QFrame(parent)
    , m_title(makeLabel(u"templateTitle"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_needs(makeNote(u"templateNeeds"_s, {}))
    , m_tree(new ChevronTree)
    , m_rows(new QStandardItemModel(this))
    , m_helpPage(new QScrollArea)
    , m_help(new MarkdownView)
    , m_address(makeLabel(u"helpAddress"_s, TextSize::Small, "muted"))
    , m_showHelp(makeButton(u"showHelp"_s, tr("&Help"), "link"))
    , m_name(new QLineEdit)
    , m_folder(new QLineEdit)
    , m_error(makeLabel(u"createError"_s, TextSize::Small, "danger"))
    , m_browse(makeButton(u"browseFolder"_s, tr("&Browse…")))
    , m_create(makeButton(u"createStack"_s, tr("&Create"), "accent"))
{
    setObjectName(u"templateDetails"_s);
    setProperty("role", u"card"_s);
    m_tree->setObjectName(u"templateTree"_s);
    m_tree->setAccessibleName(tr("Elements of the template"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setIndentation(14);
    m_tree->setModel(m_rows);
    m_name->setObjectName(u"newName"_s);
    m_name->setAccessibleName(tr("Name of the new stack"));
    m_folder->setObjectName(u"newFolder"_s);
    m_folder->setAccessibleName(tr("Folder of the new stack"));
    m_error->setWordWrap(true);
    makeHelp();
    makeLayout();
    connectFields();
}

void TemplateDetails::makeHelp()
{
    m_helpPage->setObjectName(u"templateHelp"_s);
    m_helpPage->setAccessibleName(tr("Help about the template"));
    m_helpPage->setFrameShape(QFrame::NoFrame);
    m_helpPage->setWidgetResizable(true);
    m_helpPage->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_help->setObjectName(u"templateHelpText"_s);
    m_helpPage->setWidget(m_help);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setWordWrap(true);
    m_showHelp->setCheckable(true);
    m_showHelp->setToolTip(tr("What the template does, and how to go on from it"));
    connect(m_showHelp, &QPushButton::toggled, this, &TemplateDetails::showHelp);
    // Nothing is opened from here: the address is said.
    connect(m_help, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        m_address->setText(tr("The address: %1").arg(url.toString()));
        m_address->show();
    });
    showHelp(false);
}

void TemplateDetails::showHelp(bool shown)
{
    m_helpPage->setVisible(shown);
    m_tree->setVisible(!shown);
    m_showHelp->setText(shown ? tr("Back to the &elements") : tr("&Help"));
    m_address->hide();
}

void TemplateDetails::makeLayout()
{
    auto *folderRow = new QHBoxLayout;
    folderRow->setSpacing(Space::Small);
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(m_browse);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Space::Medium);
    form->setVerticalSpacing(Space::Small);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("Fo&lder"), folderRow);
    qobject_cast<QLabel *>(form->labelForField(folderRow))->setBuddy(m_folder);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_error, 1);
    buttons->addWidget(m_create, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Large, Space::Large, Space::Large, Space::Large);
    layout->setSpacing(Space::Small);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_showHelp);
    layout->addLayout(head);
    layout->addWidget(m_needs);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_helpPage, 1);
    layout->addWidget(m_address);
    layout->addLayout(form);
    layout->addLayout(buttons);
}

void TemplateDetails::connectFields()
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(checkDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &TemplateDetails::check);
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        if (!m_ownFolder)
            suggestFolder();
    });
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_ownFolder = true; });
    for (QLineEdit *edit : {m_name, m_folder}) {
        connect(edit, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
        connect(edit, &QLineEdit::returnPressed, this, &TemplateDetails::create);
    }
    connect(m_browse, &QPushButton::clicked, this, &TemplateDetails::browse);
    connect(m_create, &QPushButton::clicked, this, &TemplateDetails::create);
}

void TemplateDetails::setTemplate(const TemplateInfo &info, const StackDocument &document)
{
    m_info = info;
    m_ownFolder = false;
    m_title->setText(info.title);
    const QStringList needs = documentNeeds(document);
    m_needs->setText(needs.join(u'\n'));
    m_needs->setVisible(!needs.isEmpty());
    fillOutline(*m_rows, document);
    m_tree->expandToDepth(unfoldedDepth);
    const QString help = templateHelp(info.name);
    m_help->setAnswer(help);
    m_helpPage->verticalScrollBar()->setValue(0);
    m_showHelp->setVisible(!help.isEmpty());
    m_showHelp->setChecked(false);
    m_name->setText(info.name);
    suggestFolder();
    showError({});
}

void TemplateDetails::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void TemplateDetails::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

// --- where to

QString TemplateDetails::folder() const
{
    return QDir::fromNativeSeparators(m_folder->text().trimmed());
}

/// A folder of that name among the person's documents; with a number when there is one already.
void TemplateDetails::suggestFolder()
{
    const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString base = QDir(home).filePath(u"CReact/"_s + m_name->text().trimmed());
    runAside(this, [this, base, asked = ++m_asked] {
        QString free = base;
        for (int n = 2; QFileInfo::exists(free); ++n)
            free = u"%1-%2"_s.arg(base).arg(n);
        return [this, asked, free] {
            if (asked == m_asked && !m_ownFolder)
                m_folder->setText(QDir::toNativeSeparators(free));
        };
    });
}

void TemplateDetails::browse()
{
    auto *dialog = new QFileDialog(this, tr("Folder of the new stack"));
    dialog->setObjectName(u"newFolderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        // Into an empty folder itself, beside what is there otherwise.
        const bool empty =
            QDir(chosen).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        m_ownFolder = true;
        m_folder->setText(
            QDir::toNativeSeparators(empty ? chosen : QDir(chosen).filePath(m_name->text())));
    });
    dialog->open();
}

// --- checked while one types

void TemplateDetails::check()
{
    if (folder().isEmpty()) {
        onChecked(
            ++m_asked,
            Error{ErrorCode::InvalidArgument, tr("Say in which folder to put the stack."), {}, {}});
        return;
    }
    runAside(this, [this, name = m_name->text(), where = folder(), asked = ++m_asked] {
        const Result<void> possible = checkNewStack(name, where);
        const std::optional<Error> error =
            possible ? std::nullopt : std::optional<Error>(possible.error());
        return [this, asked, error] { onChecked(asked, error); };
    });
}

void TemplateDetails::onChecked(int asked, const std::optional<Error> &error)
{
    if (asked == m_asked)
        showError(error);
}

void TemplateDetails::showError(const std::optional<Error> &error)
{
    m_create->setEnabled(!error);
    m_error->setText(!error ? QString()
                         : error->hint.isEmpty()
                         ? error->message
                         : tr("%1: %2", "error, hint").arg(error->message, error->hint));
}

void TemplateDetails::create()
{
    m_delay.stop();
    if (folder().isEmpty()) {
        check();
        return;
    }
    ++m_asked;
    runAside(this, [this, of = m_info.name, where = folder(), name = m_name->text()] {
        const Result<QString> path = createFromTemplate(of, where, name);
        return [this, path] { onCreated(path); };
    });
}

void TemplateDetails::onCreated(const Result<QString> &path)
{
    if (path)
        Q_EMIT created(*path);
    else
        showError(path.error());
}

} // namespace creact
