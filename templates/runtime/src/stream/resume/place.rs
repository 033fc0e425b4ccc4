//! Where a stream goes on: at the same operation, or elsewhere by `GET`.

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;

use super::super::super::encode;
use super::super::super::error::Error;
use super::super::super::json::{self, Kind, Reader};
use super::super::super::parameter::Parameter;
use super::super::super::request::{Request, RequestParts};
use super::super::open::shape_of;

/// Where a stream goes on.
pub(super) struct Place {
    target: Target,
    base: Url,
    parts: Box<RequestParts>,
}

enum Target {
    /// At the same operation, which may be asked again before the first event if it is safe.
    Same { is_safe: bool },
    /// At a path with names in braces, those found so far with their values.
    Path { path: String, values: Vec<(String, Option<String>)> },
    /// At the URL in this header, once it was read.
    Header { name: String, url: Option<String> },
}

impl Place {
    /// Where a call goes on: `given` by the caller, else by the document, else where it was. Never at a request that would do
    /// anew what it did.
    pub(super) fn of(request: &Request<'_>, given: Option<&str>) -> Result<Self, Error> {
        let (operation, shape) = (request.operation, shape_of(request.operation));
        let is_safe = matches!(operation.method(), "GET" | "HEAD" | "QUERY");
        let target = match given.or(shape.resume_place()) {
            Some(place) => match place.strip_prefix("$response.header.") {
                Some(name) => Target::Header { name: name.to_owned(), url: None },
                None if place.starts_with('/') => path(place, &request.parts),
                None => return Err(Error::invalid("a stream goes on at a path or at `$response.header.` and a name")),
            },
            None if is_safe || shape.is_resumable() => Target::Same { is_safe },
            None => {
                let mistake = "the request would be made anew, so its stream cannot go on: say where by `Resume::at`";
                return Err(Error::invalid(mistake));
            }
        };
        let base = request.client.base(operation)?.into_owned();
        Ok(Self { target, base, parts: request.parts.clone() })
    }

    /// The place, given what the answer says.
    pub(super) fn with_headers(mut self, headers: &HeaderMap) -> Self {
        if let Target::Header { name, url } = &mut self.target {
            *url = headers.get(name.as_str()).and_then(|value| value.to_str().ok()).map(str::to_owned);
        }
        self
    }

    /// Takes from an event what the path needs.
    pub(super) fn learn(&mut self, data: &str) {
        let Target::Path { values, .. } = &mut self.target else { return };
        if values.iter().all(|(_, value)| value.is_some()) {
            return;
        }
        // Data that is no object has no members.
        let _ = Reader::new(data).object(&mut |name, value| {
            let slot = values.iter_mut().find(|(wanted, found)| wanted == name && found.is_none());
            match (slot, value.kind()?) {
                (Some((_, found)), Kind::String) => *found = encoded(&value.string()?),
                (Some((_, found)), Kind::Number) => *found = encoded(value.number()?),
                _ => value.skip()?,
            }
            Ok(())
        });
    }

    /// The request that goes on behind the event with this id; none if there is none.
    pub(super) fn request(&self, id: &str, events_seen: u64) -> Option<Box<RequestParts>> {
        let mut parts = self.parts.clone();
        parts.retries = Some(0);
        let url = match &self.target {
            Target::Same { is_safe } => {
                let is_replayable = parts.body.as_ref().is_none_or(|body| body.is_replayable());
                let is_known = !id.is_empty() || *is_safe && events_seen == 0;
                (is_replayable && is_known).then_some(None)?
            }
            Target::Path { path, values } => {
                Some(format!("{}{}", self.base.as_str().trim_end_matches('/'), fill(path, values)?))
            }
            Target::Header { url, .. } => {
                // A credential goes to no other origin.
                let url = self.base.join(url.as_deref()?).ok()?;
                (url.origin() == self.base.origin()).then(|| Some(url.into()))?
            }
        };
        if url.is_some() {
            parts.body = None;
            parts.query.clear();
            parts.headers.remove(CONTENT_TYPE);
            parts.elsewhere = url;
        }
        if !id.is_empty() {
            let value = HeaderValue::from_bytes(id.as_bytes()).ok()?;
            parts.own_headers.insert(HeaderName::from_static("last-event-id"), value);
        }
        Some(parts)
    }
}

/// A path and the values that the call has for it.
fn path(place: &str, parts: &RequestParts) -> Target {
    let names = place.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    let value = |name: &str| parts.path.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone());
    Target::Path { path: place.to_owned(), values: names.map(|name| (name.to_owned(), value(name))).collect() }
}

fn encoded(text: &str) -> Option<String> {
    encode::path(&Parameter::path("value"), &json::to_string(&text))
}

fn fill(path: &str, values: &[(String, Option<String>)]) -> Option<String> {
    let mut filled = path.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), value.as_deref()?);
    }
    Some(filled)
}
