//! Answers a first message: opens a case for a failure; answers a question when it was asked; else stays silent.

use super::case::{Case, Happening, Stage, Table};
use super::effect::{Block, Effect, Message};
use super::escalate;
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::{Actor, Context, Event, Origin, Step, during, explain, fields, kept, modes, next, show};
use crate::diagnosis::RankedCause;
use crate::intake::Field;
use crate::knowledge::{KnowledgeBase, Talk, Topic};
use crate::triage::case::Escalation;

/// A message of somebody who has no open case. A closed one stays as it is.
pub(super) fn first(
    ctx: &Context<'_>,
    event: &Event,
    saying: &Saying<'_>,
    addressed: bool,
    closed: Option<&Case>,
) -> Step {
    let nothing = |effects| Step::new(closed.cloned(), effects);
    match (addressed, saying.is_failure()) {
        (true, true) => open(ctx, event, saying, true),
        (true, false) if saying.says(Talk::TalkToPerson) => open(ctx, event, saying, true),
        (true, false) => {
            let Aside { effect, unmatched } = to_asker(ctx, event, saying);
            Step { unmatched, ..nothing(vec![effect]) }
        }
        (false, false) => nothing(Vec::new()),
        (false, true) if closed.is_some_and(|case| modes::is_second(ctx, case, event, saying)) => {
            nothing(Vec::new())
        }
        (false, true) if modes::only_when_asked(ctx) => modes::unanswered(ctx, event, saying),
        (false, true) => open(ctx, event, saying, false),
    }
}

/// Begins a case, with what the first message says of the fields.
pub(super) fn begin<'a>(ctx: &'a Context<'a>, event: &'a Event, saying: &Saying<'_>) -> Turn<'a> {
    let mut case = Case::new(event.server, event.person, event.place, event.at);
    case.home = home(event);
    let mut turn = Turn::begin(ctx, event, case);
    turn.by_actor(Happening::Opened);
    fields::fill(&mut turn, saying);
    kept::opening(&mut turn, saying);
    during::link(&mut turn, saying);
    turn
}

/// The message under which the conversation takes place, when its place is a thread of that message.
pub(super) fn home(event: &Event) -> Option<Origin> {
    event.origin.filter(|origin| origin.channel != event.place)
}

/// Opens a case. An answer that nobody asked for can be dismissed, and says so.
pub(super) fn open(ctx: &Context<'_>, event: &Event, saying: &Saying<'_>, addressed: bool) -> Step {
    let mut turn = begin(ctx, event, saying);
    let why = if saying.says(Talk::Urgent) {
        Some(Escalation::Urgent)
    } else {
        saying.says(Talk::TalkToPerson).then_some(Escalation::AskedFor)
    };
    match why {
        Some(why) => {
            follow(&mut turn, saying, &saying.diagnosis.causes);
            let lead = explain::likely(&turn, false);
            escalate::call(&mut turn, why, lead);
        }
        None if during::answer(&mut turn, saying) => {}
        None => diagnosed(&mut turn, saying, &saying.diagnosis.causes, false),
    }
    during::say_first(&mut turn);
    let mut said = turn.effects.iter_mut().filter_map(Effect::to_member_mut);
    if let Some(first) = said.next().filter(|_| !addressed) {
        first.first = true;
    }
    turn.end(None)
}

/// Takes up these causes and goes on from them: asks which, or shows the first step. `changed`: after others.
pub(super) fn diagnosed(turn: &mut Turn<'_>, saying: &Saying<'_>, causes: &[RankedCause], changed: bool) {
    follow(turn, saying, causes);
    set_out(turn, causes, changed);
}

/// Goes on from the causes that the case has.
pub(super) fn set_out(turn: &mut Turn<'_>, causes: &[RankedCause], changed: bool) {
    let close = explain::close(causes);
    if causes.is_empty() {
        let lead = unclear(turn);
        next::advance(turn, lead, Some(Reply::Meanwhile));
    } else if close.is_empty() {
        let lead = explain::likely(turn, changed);
        next::advance(turn, lead, None);
    } else {
        turn.put(Table::WhichCause(close));
        turn.enter(Stage::Asking);
        let lead = turn.text(if changed { Reply::WhichNow } else { Reply::Which }, &[]);
        show::present(turn, vec![lead]);
    }
}

/// Puts causes into the case, with the words that spoke for them.
pub(super) fn follow(turn: &mut Turn<'_>, saying: &Saying<'_>, causes: &[RankedCause]) {
    turn.case.causes = causes.to_vec();
    turn.case.dropped.retain(|dropped| !causes.iter().any(|cause| cause.id == *dropped));
    explain::remember_words(turn, saying, causes);
    turn.by_bot(Happening::Diagnosed);
}

/// A failure that does not tell its cause: what would tell it, and that the checks begin meanwhile.
fn unclear(turn: &mut Turn<'_>) -> Vec<Block> {
    turn.error_asked = true;
    let mut blocks = match &turn.case.intake.error {
        Field::Known(error) => vec![
            turn.text(Reply::UnclearError, &[]),
            Block::Quote(error.clone()),
            turn.text(Reply::UnclearErrorMeans, &[]),
        ],
        Field::Missing | Field::Unknown => {
            vec![turn.text(Reply::Unclear, &[]), turn.text(Reply::UnclearScreen, &[])]
        }
    };
    blocks.push(turn.text(Reply::UnclearFacts, &[]));
    blocks
}

/// The question of the FAQ that a message asks, else the other intent that it shows.
pub(super) fn topic<'k>(ctx: &Context<'k>, saying: &Saying<'_>) -> Option<&'k Topic> {
    let question = saying.diagnosis.question.as_deref().and_then(|id| ctx.knowledge.question(id));
    let intent = || saying.diagnosis.adjacent.as_deref().and_then(|id| ctx.knowledge.intent(id));
    question.or_else(intent)
}

/// The answer to what is no failure: a moderator who asked about somebody's message is told so, and nobody else.
fn to_asker(ctx: &Context<'_>, event: &Event, saying: &Saying<'_>) -> Aside {
    match event.by {
        Actor::Staff { .. } | Actor::Operator if topic(ctx, saying).is_none() => {
            Aside { effect: ctx.whisper(Reply::NothingToTriage), unmatched: false }
        }
        Actor::Staff { .. } | Actor::Operator | Actor::Member | Actor::World => small_talk(ctx, saying),
    }
}

/// What is said beside a case.
pub(super) struct Aside {
    pub(super) effect: Effect,
    /// It only says what the bot can do: there is no answer to what was asked.
    pub(super) unmatched: bool,
}

/// An answer to somebody who spoke to the bot of something else.
pub(super) fn small_talk(ctx: &Context<'_>, saying: &Saying<'_>) -> Aside {
    if let Some(topic) = topic(ctx, saying) {
        let text = super::device::fill(&topic.answer, ctx.knowledge, Some(&saying.intake));
        let effect = Effect::Say(Message { blocks: vec![Block::Text(text)], ..Message::default() });
        return Aside { effect, unmatched: false };
    }
    let reply = if saying.says(Talk::LeaveAlone) {
        Reply::Quiet
    } else if saying.says(Talk::Help) {
        Reply::Help
    } else if saying.says(Talk::Thanks) {
        Reply::Thanks
    } else {
        Reply::CanDo
    };
    Aside { effect: ctx.remark(reply, 0), unmatched: reply == Reply::CanDo }
}

/// The answer to a question of the FAQ, for somebody of whom nothing is known.
#[must_use]
pub fn answer_of(knowledge: &KnowledgeBase, topic: &Topic) -> String {
    super::device::fill(&topic.answer, knowledge, None)
}
