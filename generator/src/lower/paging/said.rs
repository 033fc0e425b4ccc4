//! Reads what `x-pagination` or the configuration says about paging.

use serde_json::{Map, Value};

use super::guess::Subject;
use super::page::{self, Items, resolved};
use crate::ir::{NextPage, Paging, TypeRef};
use crate::spec::Location;

/// Turns what is said, on top of what is guessed, into paging; what does not fit is told.
pub(super) fn read(subject: &Subject<'_, '_>, ty: &TypeRef, said: &Map<String, Value>) -> Result<Paging, String> {
    let known = ["kind", "parameter", "next", "id", "start", "items", "more", "total", "last"];
    if let Some(name) = said.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("`{name}` is no member of `x-pagination`: those are {}", known.join(", ")));
    }
    let guessed = subject.guess(ty);
    let items = match path(said, "items")? {
        Some(at) => stated_items(subject, ty, at)?,
        None => page::items(subject.api, ty).ok_or("which array holds the items is not clear: `items` can tell")?,
    };
    let next = match text(said, "kind")? {
        Some(kind) => next(subject, said, kind)?,
        None => guessed.as_ref().map(|guessed| guessed.next.clone()).ok_or("`kind` has to tell how pages follow")?,
    };
    let places = [path(said, "more")?, path(said, "total")?, path(said, "last")?];
    for place in places.iter().flatten() {
        exists(subject, ty, place)?;
    }
    let [more, total, last] = places;
    if let NextPage::Cursor { at, .. } | NextPage::Url { at } = &next {
        exists(subject, ty, at)?;
    }
    let guessed = guessed.filter(|guessed| guessed.next == next);
    Ok(Paging {
        items: items.at,
        may_lack_items: items.may_lack,
        item: items.item,
        more: more.or_else(|| guessed.as_ref()?.more.clone()),
        total,
        last: last.or_else(|| guessed.as_ref()?.last.clone()),
        next,
    })
}

fn next(subject: &Subject<'_, '_>, said: &Map<String, Value>, kind: &str) -> Result<NextPage, String> {
    let parameter = || parameter(subject, said);
    let start = |usual| match said.get("start") {
        None => Ok(usual),
        Some(start) => start.as_u64().ok_or_else(|| format!("`start: {start}` is no number of a page or item")),
    };
    let at = |name| path(said, name)?.ok_or_else(|| format!("`{name}` has to tell where that is"));
    Ok(match kind {
        "cursor" => NextPage::Cursor { parameter: parameter()?, at: at("next")? },
        "last-item" => NextPage::LastItem {
            parameter: parameter()?,
            id: path(said, "id")?.unwrap_or_else(|| vec!["id".to_owned()]),
        },
        "offset" => NextPage::Offset { parameter: parameter()?, start: start(0)? },
        "page" => NextPage::Number { parameter: parameter()?, start: start(1)? },
        "link" => NextPage::Link,
        "url" => NextPage::Url { at: at("next")? },
        _ => return Err(format!("`{kind}` is no kind of paging: cursor, last-item, offset, page, link and url are")),
    })
}

fn parameter(subject: &Subject<'_, '_>, said: &Map<String, Value>) -> Result<String, String> {
    let name = text(said, "parameter")?.ok_or("`parameter` has to name a query parameter")?;
    let mut all = subject.operation.parameters.iter();
    let found = all.any(|one| one.location == Location::Query && one.name == name && one.constant.is_none());
    if found { Ok(name.to_owned()) } else { Err(format!("`{name}` is no query parameter of the operation")) }
}

fn stated_items<'a>(subject: &Subject<'a, '_>, ty: &'a TypeRef, at: Vec<String>) -> Result<Items<'a>, String> {
    let api = subject.api;
    let found = page::at(api, ty, &at);
    let Some(TypeRef::List(item)) = found.map(|found| resolved(api, found)) else {
        return Err(format!("there is no array at `{}` of the answer", at.join(".")));
    };
    Ok(Items { item: (**item).clone(), at, may_lack: true, page: page::object(api, ty) })
}

fn exists(subject: &Subject<'_, '_>, ty: &TypeRef, at: &[String]) -> Result<(), String> {
    // Of a union, and of an object that is not described, nothing is known.
    let known = page::object(subject.api, ty).is_none() || page::at(subject.api, ty, at).is_some();
    if known { Ok(()) } else { Err(format!("there is no `{}` in the answer", at.join("."))) }
}

fn text<'v>(said: &'v Map<String, Value>, name: &str) -> Result<Option<&'v str>, String> {
    let Some(value) = said.get(name) else { return Ok(None) };
    value.as_str().map(Some).ok_or_else(|| format!("`{name}: {value}` is no text"))
}

/// Names of members joined by dots.
fn path(said: &Map<String, Value>, name: &str) -> Result<Option<Vec<String>>, String> {
    Ok(text(said, name)?.map(|text| text.split('.').map(str::to_owned).collect()))
}
