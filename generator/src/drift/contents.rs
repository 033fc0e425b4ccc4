//! Pairs the media types of two bodies.

use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::schemas;
use super::side::{At, Side};
use crate::spec::{MediaType, RefOr, Types};

/// The media types of a body, as documents list them.
pub(super) type Content<'s> = [(&'s str, RefOr<'s, MediaType<'s>>)];

/// A media type of a body.
#[derive(Clone, Copy)]
pub(super) struct Named<'s> {
    pub(super) name: &'s str,
    pub(super) media_type: &'s MediaType<'s>,
}

/// What belongs together and what has no counterpart.
#[derive(Default)]
pub(super) struct Paired<'s> {
    pub(super) both: Vec<(Named<'s>, Named<'s>)>,
    pub(super) gone: Vec<Named<'s>>,
    pub(super) fresh: Vec<Named<'s>>,
}

/// Pairs two lists by name, whatever their letter case, spaces and `charset`.
pub(super) fn pair<'s>(cx: &Cx<'s>, old: &'s Content<'s>, new: &'s Content<'s>) -> Paired<'s> {
    let (old, mut new) = (all(cx.old, old), all(cx.new, new));
    let mut paired = Paired::default();
    for before in old {
        let same = new.iter().position(|after| after.name == before.name);
        let at = same.or_else(|| new.iter().position(|after| plain(after.name) == plain(before.name)));
        match at {
            Some(at) => paired.both.push((before, new.remove(at))),
            None => paired.gone.push(before),
        }
    }
    paired.fresh = new;
    paired
}

fn all<'s>(side: &'s Side<'s>, content: &'s Content<'s>) -> Vec<Named<'s>> {
    let one = |(name, media_type): &'s (&'s str, RefOr<'s, MediaType<'s>>)| {
        Some(Named { name, media_type: side.document.media_type(media_type)? })
    };
    content.iter().filter_map(one).collect()
}

/// A media type without what no client tells apart.
fn plain(name: &str) -> String {
    let kept = name.split(';').map(str::trim).filter(|part| !part.to_ascii_lowercase().starts_with("charset="));
    kept.collect::<Vec<_>>().join(";").to_ascii_lowercase()
}

/// Type and subtype in lower case, without parameters.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The same without a vendor's prefix: the structure of `application/problem+json` is `json`.
pub(super) fn structure(name: &str) -> String {
    let essence = essence(name);
    let subtype = essence.rsplit('/').next().unwrap_or_default();
    subtype.rsplit('+').next().unwrap_or_default().to_owned()
}

/// A body that is no JSON and described as a plain text may be anything: whether one side says so and the other says
/// more, which is told.
pub(super) fn text_changed<'s>(cx: &mut Cx<'s>, name: &str, old: At<'s>, new: At<'s>, direction: Direction) -> bool {
    let (before, after) = (old.resolved().schema, new.resolved().schema);
    let known = |types: Types| !types.is_empty() && types != Types::STRING;
    let is_text = |types: Types, format: Option<&str>| types == Types::STRING && format.is_none();
    let (kind, sentence) = match direction {
        _ if structure(name) == "json" || structure(name) == "*" => return false,
        Direction::Response if is_text(before.types, before.format) && known(after.types) => {
            (&schemas::TYPE_NARROWED_RESPONSE, "the body was any text and is described now")
        }
        Direction::Request if known(before.types) && is_text(after.types, after.format) => {
            (&schemas::TYPE_WIDENED_REQUEST, "the body was described and may be any text now")
        }
        _ => return false,
    };
    cx.report(Finding::new(kind, sentence).at(&before.at, &after.at).sent(direction));
    true
}
