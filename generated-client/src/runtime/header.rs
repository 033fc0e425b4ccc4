//! Headers that the document declares for answers, each a constant that knows its type.
//!
//! Nothing is read until it is asked for: an answer whose headers are wrong is an answer all the same.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use super::error::Error;
use super::json::{self, Json, JsonError, Writer};
use super::response::{RawResponse, Response};

/// The name of a header and the type of its value: `response.get(X_TOTAL)?`.
pub struct Header<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// The header of this name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Json> Header<T> {
    /// Its value in `headers`; none if it is not there, an error if it is not of the type.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, JsonError> {
        let values = headers.get_all(self.name);
        let texts: Vec<Cow<'_, str>> = values.iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        if texts.is_empty() {
            return Ok(None);
        }
        // Lines of the same name are one list (RFC 9110, section 5.3).
        let text = texts.join(", ");
        value(text.trim()).map(Some).map_err(|error| error.in_member(self.name))
    }
}

/// A value in the style `simple`, which does not say what it is: a text is tried before a number, since a text may look
/// like one, then a list, and an object last. JSON is what a header with `content` is.
fn value<T: Json>(text: &str) -> Result<T, JsonError> {
    let as_text = match json::from_str(&quoted(text)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let items = || text.split(',').map(str::trim).filter(|item| !item.is_empty());
    let list = |items: Vec<Cow<'_, str>>| json::from_str(&format!("[{}]", items.join(",")));
    // Text that goes as a number or as JSON fails as itself.
    json::from_str(text)
        .or_else(|as_json| list(items().map(|item| Cow::Owned(quoted(item))).collect()).map_err(|_| as_json))
        .or_else(|as_json: JsonError| list(items().map(Cow::Borrowed).collect()).map_err(|_| as_json))
        .or_else(|as_json: JsonError| object(&items().collect::<Vec<_>>()).ok_or(as_json))
        .map_err(|as_json| if as_json.kind() == json::JsonErrorKind::Syntax { as_text } else { as_json })
}

/// An object: `R=100,G=200` if it is exploded, else `R,100,G,200` (OpenAPI 3.1.1, section 4.8.12.6). Its members are texts
/// but for those that cannot be read as such.
fn object<T: Json>(items: &[&str]) -> Option<T> {
    let exploded: Option<Vec<_>> = items.iter().map(|item| item.split_once('=')).collect();
    let flat = || items.chunks(2).map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
    let pairs: Vec<(&str, &str)> = exploded.or_else(flat)?;
    let mut values: Vec<_> = pairs.iter().map(|(_, value)| (quoted(value), false)).collect();
    for _ in 0..=pairs.len() {
        let (mut text, mut ends) = ("{".to_owned(), Vec::with_capacity(pairs.len()));
        for ((name, _), (value, _)) in pairs.iter().zip(&values) {
            let comma = if ends.is_empty() { "" } else { "," };
            text.extend([comma, &quoted(name), ":", value]);
            ends.push(text.len());
        }
        let error = match json::from_str(&(text + "}")) {
            Ok(object) => return Some(object),
            Err(error) => error,
        };
        let wrong = ends.iter().position(|end| error.offset() < *end)?;
        let ((_, raw), (value, is_raw)) = pairs.get(wrong).zip(values.get_mut(wrong))?;
        if *is_raw {
            return None;
        }
        (*value, *is_raw) = ((*raw).to_owned(), true);
    }
    None
}

fn quoted(text: &str) -> String {
    let mut writer = Writer::new();
    writer.string(text);
    writer.finish()
}

impl<T> Response<T> {
    /// A header that the document declares; none if it is not there.
    pub fn get<V: Json>(&self, header: Header<V>) -> Result<Option<V>, JsonError> {
        header.read(&self.headers)
    }
}

impl RawResponse {
    /// A header that the document declares; none if it is not there.
    pub fn get<V: Json>(&self, header: Header<V>) -> Result<Option<V>, JsonError> {
        header.read(self.headers())
    }
}

impl Error {
    /// A header that the document declares for the answer; none if it is not there, or if there was no answer.
    pub fn get<V: Json>(&self, header: Header<V>) -> Result<Option<V>, JsonError> {
        self.headers().map_or(Ok(None), |headers| header.read(headers))
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Header({})", self.name)
    }
}
