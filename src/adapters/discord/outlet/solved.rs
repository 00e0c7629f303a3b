//! The tag that marks a forum post as solved.

use serde::Deserialize;
use serde_json::json;
use serenity::http::{LightMethod, Request, Route};

use super::job::Job;
use crate::adapters::discord::wire::{self, Refused, ids};
use crate::desk::Failure;
use crate::triage::{PlaceId, TagId};

const WHAT: &str = "the mark of a solved post";
/// The most tags that a post can have.
const MOST: usize = 5;

/// What matters of a post.
#[derive(Debug, Deserialize)]
struct Post {
    #[serde(default)]
    parent_id: Option<serenity::model::id::ChannelId>,
    #[serde(default)]
    applied_tags: Vec<serenity::model::id::ForumTagId>,
}

/// Marks the post as solved, or as open again; anything that is no post in a forum with such a tag stays as it is.
pub(super) async fn mark(job: &Job<'_>, solved: bool) -> Result<(), Failure> {
    // The thread of a message has no tags.
    if job.settings.solved.is_empty() || job.home().is_some() {
        return Ok(());
    }
    set(job, solved).await.map_err(|refused| job.failed(WHAT, &refused))
}

async fn set(job: &Job<'_>, solved: bool) -> Result<(), Refused> {
    let channel = ids::channel(job.work.place);
    let route = Route::Channel { channel_id: channel };
    let post: Post = job.bot.api.call(Request::new(route, LightMethod::Get)).await?;
    let forum = post.parent_id.map(|parent| PlaceId(parent.get()));
    let Some(tag) = forum.and_then(|forum| job.settings.solved.get(&forum)).copied() else { return Ok(()) };
    let present: Vec<TagId> = post.applied_tags.iter().map(|tag| TagId(tag.get())).collect();
    let Some(wanted) = wanted(&present, tag, solved) else { return Ok(()) };
    let tags: Vec<String> = wanted.iter().map(|tag| tag.0.to_string()).collect();
    let body = json!({ "applied_tags": tags });
    match job.bot.api.send(wire::json(LightMethod::Patch, route, &body)?).await {
        Err(refused) if refused.is_archived() => {
            job.wake(channel).await?;
            job.bot.api.send(wire::json(LightMethod::Patch, route, &body)?).await
        }
        other => other,
    }
}

/// The tags as they are to be; `None` when nothing is to change, or a full post has no room: the member's own tags stay.
fn wanted(present: &[TagId], tag: TagId, solved: bool) -> Option<Vec<TagId>> {
    let mut tags: Vec<TagId> = present.iter().copied().filter(|one| *one != tag).collect();
    if solved {
        tags.push(tag);
    }
    (tags.len() <= MOST && present.contains(&tag) != solved).then_some(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOLVED: TagId = TagId(9);

    fn tags(ids: &[u64]) -> Vec<TagId> {
        ids.iter().copied().map(TagId).collect()
    }

    #[test]
    fn the_tag_comes_and_goes_and_the_others_stay() {
        assert_eq!(wanted(&tags(&[1, 2]), SOLVED, true), Some(tags(&[1, 2, 9])));
        assert_eq!(wanted(&tags(&[1, 9, 2]), SOLVED, false), Some(tags(&[1, 2])));
    }

    #[test]
    fn what_is_right_already_stays_as_it_is() {
        assert_eq!(wanted(&tags(&[1, 9]), SOLVED, true), None);
        assert_eq!(wanted(&tags(&[1]), SOLVED, false), None);
    }

    #[test]
    fn a_full_post_keeps_the_tags_of_its_author() {
        assert_eq!(wanted(&tags(&[1, 2, 3, 4, 5]), SOLVED, true), None);
        assert_eq!(wanted(&tags(&[1, 2, 3, 4]), SOLVED, true), Some(tags(&[1, 2, 3, 4, 9])));
    }
}
