//! Turns choices into buttons and menus, as many to a row and as many rows as Discord allows.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use super::custom_id::{self, Pressed};
use super::limits::{self, cut};
use crate::knowledge::KnowledgeBase;
use crate::triage::CaseNumber;
use crate::triage::effect::{Message, Offer};
use crate::triage::event::Choice;

/// The rows under a message to a member. Where several causes are offered, they and `None of these` are a menu.
pub(super) fn for_member(base: &KnowledgeBase, message: &Message, case: CaseNumber) -> Vec<CreateActionRow> {
    let which = message.choices.iter().any(|offer| matches!(offer.choice, Choice::ThisCause(_)));
    let in_menu = |offer: &&Offer| which && custom_id::value(&offer.choice).is_some();
    let (menu, plain): (Vec<&Offer>, Vec<&Offer>) = message.choices.iter().partition(in_menu);
    let mut buttons: Vec<CreateButton> =
        plain.into_iter().map(|offer| button(offer, case, message.version)).collect();
    if message.form {
        let id = Pressed::Form { case }.encode();
        let label = cut(&base.replies.say("discord_add_details", &[]), limits::BUTTON_LABEL);
        buttons.push(CreateButton::new(id).style(ButtonStyle::Secondary).label(label));
    }
    let mut rows: Vec<CreateActionRow> =
        which.then(|| self::which(base, &menu, case, message.version)).into_iter().collect();
    rows.extend(in_rows(&buttons));
    if message.form {
        rows.extend(tried(base, case));
    }
    rows.truncate(limits::ROWS);
    rows
}

/// The rows under a message to moderators: buttons only.
pub(super) fn for_staff(message: &Message, case: CaseNumber) -> Vec<CreateActionRow> {
    let buttons: Vec<CreateButton> =
        message.choices.iter().map(|offer| button(offer, case, message.version)).collect();
    let mut rows = in_rows(&buttons);
    rows.truncate(limits::ROWS);
    rows
}

/// A menu whose options are labelled texts; `None` without options, which Discord refuses.
pub(super) fn menu(
    id: &Pressed,
    placeholder: &str,
    options: Vec<CreateSelectMenuOption>,
    (least, most): (u8, u8),
) -> Option<CreateActionRow> {
    if options.is_empty() {
        return None;
    }
    let most = most.min(u8::try_from(options.len()).unwrap_or(most));
    let menu = CreateSelectMenu::new(id.encode(), CreateSelectMenuKind::String { options });
    let menu = menu.placeholder(cut(placeholder, limits::SELECT_PLACEHOLDER));
    Some(CreateActionRow::SelectMenu(menu.min_values(least).max_values(most)))
}

/// An option of a menu.
pub(super) fn option(label: &str, value: &str) -> CreateSelectMenuOption {
    CreateSelectMenuOption::new(cut(label, limits::OPTION_LABEL), value)
}

fn in_rows(buttons: &[CreateButton]) -> Vec<CreateActionRow> {
    buttons.chunks(limits::ROW_BUTTONS).map(|row| CreateActionRow::Buttons(row.to_vec())).collect()
}

fn button(offer: &Offer, case: CaseNumber, version: u32) -> CreateButton {
    let id = Pressed::Choice { case, version, choice: offer.choice.clone() }.encode();
    CreateButton::new(id).style(style(&offer.choice)).label(cut(&offer.label, limits::BUTTON_LABEL))
}

/// What ends the trouble is green, what goes on with it is blue, what loses something is red, the rest is gray.
fn style(choice: &Choice) -> ButtonStyle {
    match choice {
        Choice::FixedIt | Choice::BackupCompleted | Choice::Resolve | Choice::Accept => ButtonStyle::Success,
        Choice::DidntHelp | Choice::StillFailing | Choice::HaveComputerBackup | Choice::Claim => {
            ButtonStyle::Primary
        }
        Choice::Decline => ButtonStyle::Danger,
        Choice::NotMyProblem
        | Choice::TalkToAPerson
        | Choice::SummaryForApple
        | Choice::CheckTomorrow
        | Choice::ThisCause(_)
        | Choice::NoneOfThese
        | Choice::NoComputerBackup
        | Choice::HandOff
        | Choice::AskForDetails => ButtonStyle::Secondary,
    }
}

/// The menu of close causes, each with its explanation; `None of these` always has room.
fn which(base: &KnowledgeBase, offers: &[&Offer], case: CaseNumber, version: u32) -> CreateActionRow {
    let (causes, none): (Vec<&&Offer>, Vec<&&Offer>) =
        offers.iter().partition(|offer| matches!(offer.choice, Choice::ThisCause(_)));
    let room = limits::SELECT_OPTIONS.saturating_sub(none.len());
    let options = causes.into_iter().take(room).chain(none).filter_map(|offer| {
        let option = option(&offer.label, &custom_id::value(&offer.choice)?);
        Some(match explanation(base, &offer.choice) {
            Some(text) => option.description(cut(text, limits::OPTION_DESCRIPTION)),
            None => option,
        })
    });
    let options: Vec<CreateSelectMenuOption> = options.collect();
    let id = Pressed::WhichCause { case, version };
    let placeholder = base.replies.say("discord_which_placeholder", &[]);
    let kind = CreateSelectMenuKind::String { options };
    let menu = CreateSelectMenu::new(id.encode(), kind);
    CreateActionRow::SelectMenu(menu.placeholder(cut(&placeholder, limits::SELECT_PLACEHOLDER)))
}

fn explanation<'b>(base: &'b KnowledgeBase, choice: &Choice) -> Option<&'b str> {
    let Choice::ThisCause(id) = choice else { return None };
    base.cause(id).map(|cause| cause.explanation.as_str())
}

/// The menu of what was tried already.
fn tried(base: &KnowledgeBase, case: CaseNumber) -> Option<CreateActionRow> {
    let options = base.tried.iter().take(limits::SELECT_OPTIONS).map(|one| {
        let mut letters = one.title.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        option(&(first + letters.as_str()), &one.id)
    });
    let placeholder = base.replies.say("discord_tried_placeholder", &[]);
    menu(&Pressed::Tried { case }, &placeholder, options.collect(), (1, u8::MAX))
}
