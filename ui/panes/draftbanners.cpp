// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/draftbanners.h"

#include "ui/controllers/stackcontroller.h"
#include "ui/models/words.h"
#include "ui/panes/banner.h"
#include "ui/theme/metrics.h"

#include <QUndoStack>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;
using Outside = DraftFile::Outside;

DraftBanners::DraftBanners(StackController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_outside(new Banner(u"outsideBanner"_s, Banner::Buttons::Beside))
    , m_found(new Banner(u"foundBanner"_s, Banner::Buttons::Beside))
    , m_reloaded(new Banner(u"reloadedBanner"_s, Banner::Buttons::Beside))
{
    setObjectName(u"draftBanners"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    layout->setSpacing(Space::Small);
    for (Banner *banner : {m_outside, m_found, m_reloaded}) {
        banner->hide();
        layout->addWidget(banner);
    }
    hide();
    connectBanners();
    update();
}

void DraftBanners::connectBanners()
{
    DraftFile *file = m_controller.draftFile();
    StackDraft *draft = m_controller.draft();
    connect(file, &DraftFile::matterChanged, this, &DraftBanners::update);
    connect(file, &DraftFile::reloaded, this, [this] { setReloaded(true); });
    connect(draft, &StackDraft::textChanged, this, [this] { setReloaded(false); });
    connect(draft, &StackDraft::cleared, this, [this] {
        setReloaded(false);
        update();
    });
    connect(m_reloaded, &Banner::actionTriggered, this, [this] { setReloaded(false); });
    connect(m_reloaded, &Banner::secondActionTriggered, draft->undoStack(), &QUndoStack::undo);
    connect(m_outside, &Banner::actionTriggered, this, [this, file] {
        if (file->outside() == Outside::Deleted)
            m_controller.save();
        else
            compareOutside();
    });
    connect(m_outside, &Banner::secondActionTriggered, this, &DraftBanners::keepMine);
    connect(m_outside, &Banner::thirdActionTriggered, file, &DraftFile::takeTheirs);
    connect(m_found, &Banner::actionTriggered, this, [this, file] {
        if (file->foundFits())
            file->restoreFound();
        else
            compareFound();
    });
    connect(m_found, &Banner::secondActionTriggered, file, &DraftFile::discardFound);
    connect(m_found, &Banner::thirdActionTriggered, this, [this, file] {
        if (file->foundFits())
            compareFound();
        else
            file->restoreFound();
    });
}

void DraftBanners::setReloaded(bool reloaded)
{
    if (m_hasReloaded == reloaded)
        return;
    m_hasReloaded = reloaded;
    update();
}

void DraftBanners::update()
{
    showOutside();
    showFound();
    showReloaded();
    setVisible(!m_outside->isHidden() || !m_found->isHidden() || !m_reloaded->isHidden());
}

void DraftBanners::showOutside()
{
    const Outside outside = m_controller.draftFile()->outside();
    m_outside->setVisible(outside != Outside::Same);
    const bool notSaved = outside == Outside::NotSaved;
    if (outside == Outside::Deleted) {
        m_outside->setContent(Banner::Tone::Warning, tr("The file is gone"),
                              tr("Its text is still here; saving writes the file again."),
                              tr("Save"));
        m_outside->setSecondAction({});
        m_outside->setThirdAction({});
    } else if (outside != Outside::Same) {
        m_outside->setContent(Banner::Tone::Warning,
                              notSaved ? tr("Not saved: the file was changed outside")
                                       : tr("The file was changed outside"),
                              tr("You have unsaved changes too. Nothing is overwritten until you "
                                 "choose."),
                              tr("Compare"));
        m_outside->setSecondAction(notSaved ? tr("Overwrite") : tr("Keep mine"));
        m_outside->setThirdAction(tr("Take theirs"));
    }
}

void DraftBanners::showFound()
{
    const std::optional<FoundDraft> &found = m_controller.draftFile()->found();
    m_found->setVisible(found.has_value());
    if (!found)
        return;
    const QString title =
        tr("Unsaved changes from %1 were found").arg(Words::time(found->editedAt));
    if (m_controller.draftFile()->foundFits()) {
        m_found->setContent(Banner::Tone::Info, title,
                            tr("The window they were made in ended without saving them."),
                            tr("Restore"));
        m_found->setThirdAction(tr("Compare"));
    } else {
        m_found->setContent(Banner::Tone::Warning, title,
                            tr("The file is another now than the one they were made in."),
                            tr("Compare"));
        m_found->setThirdAction(tr("Restore"));
    }
    m_found->setSecondAction(tr("Discard"));
}

void DraftBanners::showReloaded()
{
    m_reloaded->setVisible(m_hasReloaded);
    if (!m_hasReloaded)
        return;
    m_reloaded->setContent(Banner::Tone::Info, tr("Reloaded: changed on disk"), {}, tr("Dismiss"));
    m_reloaded->setSecondAction(m_controller.draft()->undoStack()->canUndo() ? tr("Undo")
                                                                             : QString());
}

// What was asked when it could not be saved is whether to save it all the same.
void DraftBanners::keepMine()
{
    DraftFile *file = m_controller.draftFile();
    const bool save = file->outside() == Outside::NotSaved;
    file->keepMine();
    if (save)
        m_controller.save();
}

void DraftBanners::compareOutside()
{
    DraftFile *file = m_controller.draftFile();
    Q_EMIT compareRequested(
        {tr("Your text and the file"), tr("yours"), tr("the file"),
         stringFromUtf8(m_controller.draft()->text()), stringFromUtf8(file->theirText()),
         tr("Keep mine"), tr("Take theirs")},
        [this] { keepMine(); }, [file] { file->takeTheirs(); });
}

void DraftBanners::compareFound()
{
    DraftFile *file = m_controller.draftFile();
    Q_EMIT compareRequested(
        {tr("The document and the unsaved changes"), tr("the document"), tr("the unsaved changes"),
         stringFromUtf8(m_controller.draft()->text()), stringFromUtf8(file->found()->text),
         tr("Discard the changes"), tr("Restore")},
        [file] { file->discardFound(); }, [file] { file->restoreFound(); });
}

} // namespace creact
