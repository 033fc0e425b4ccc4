//! What a text holds: `contentEncoding`, `contentMediaType` and `contentSchema`.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Wire, schemas};
use super::super::view::View;
use super::Both;
use crate::spec::{Rare, Schema};

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    encoding(cx, both, "contentEncoding", |rare| rare.content_encoding);
    encoding(cx, both, "contentMediaType", |rare| rare.content_media_type);
    schema(cx, both);
}

fn encoding(cx: &mut Cx<'_>, both: &Both<'_>, keyword: &str, of: for<'r, 'a> fn(&'r Rare<'a>) -> Option<&'a str>) {
    let said = |view: &View<'_>| view.said(|part| of(part.rare.as_deref()?)).map(str::to_owned);
    let (old, new) = (said(&both.old), said(&both.new));
    if old == new {
        return;
    }
    let shown = |value: Option<String>| value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
    let sentence = format!("`{keyword}` changed from {} to {}", shown(old), shown(new));
    let says = |part: &Schema<'_>| part.rare.as_deref().and_then(of).is_some();
    cx.report(both.finding(&schemas::CONTENT_ENCODING_CHANGED, keyword, says, sentence));
}

fn schema<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    let of = |part: &'s Schema<'s>| part.rare.as_deref()?.content_schema.as_deref();
    let added = match (both.old.said(of), both.new.said(of)) {
        (Some(old), Some(new)) => return cx.like(both, vec![old], vec![new]),
        (None, None) => return,
        (None, Some(_)) => true,
        (Some(_), None) => false,
    };
    let kind = match both.verdict(added) {
        Wire::Breaks => &schemas::CONTENT_SCHEMA_TIGHTENED,
        _ => &schemas::CONTENT_SCHEMA_LOOSENED,
    };
    let sentence = if added { "what the text holds keeps to a schema now" } else { "what the text holds is free now" };
    let says = |part: &Schema<'_>| part.rare.as_ref().is_some_and(|rare| rare.content_schema.is_some());
    cx.report(both.finding(kind, "contentSchema", says, sentence));
}
