//! Credentials onto a request: which scheme is used, and what that adds.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::super::api::{Api, Place};
use super::super::encode::{Keep, push_encoded};
use super::super::error::{Error, Fault};
use super::super::operation::Operation;
use super::Secret;
use super::source::{Credential, Kind};

/// What credentials add to a request.
#[derive(Default)]
pub(in super::super) struct Applied {
    /// Headers, marked as sensitive.
    pub(in super::super) headers: Vec<(HeaderName, HeaderValue)>,
    /// Pairs for the query, encoded.
    pub(in super::super) query: Vec<String>,
    /// Pairs for the `Cookie` header, encoded.
    pub(in super::super) cookies: Vec<String>,
}

impl Applied {
    /// Whether there are none.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.query.is_empty() && self.cookies.is_empty()
    }
}

/// The first alternative of the operation for which there are all credentials. Without one the request goes out bare: it
/// is for the server to refuse it, and its answer is a typed error of the operation.
pub(in super::super) async fn apply(
    api: &'static Api,
    operation: &'static Operation,
    credentials: &BTreeMap<&'static str, Credential>,
) -> Result<Applied, Error> {
    let complete =
        |schemes: &&&[&str]| !schemes.is_empty() && schemes.iter().all(|name| credentials.contains_key(name));
    let mut applied = Applied::default();
    for name in operation.alternatives().iter().find(complete).copied().unwrap_or_default() {
        let (Some(credential), Some(scheme)) = (credentials.get(name), api.scheme(name)) else { continue };
        put(&mut applied, scheme.place, credential)
            .await
            .map_err(|reason| Error::new(Fault::Credential { scheme: name, reason }).in_operation(operation))?;
    }
    Ok(applied)
}

async fn put(applied: &mut Applied, place: Place, credential: &Credential) -> Result<(), String> {
    let secret = match &credential.kind {
        Kind::Token(secret) => secret.clone(),
        Kind::Basic { user, password } => Secret::new(format!("{user}:{}", password.expose())),
        Kind::Source(source) => source.token().await.map_err(|error| error.to_string())?,
    };
    match place {
        Place::Bearer => applied.headers.push(authorization("Bearer", secret.expose())?),
        Place::Http(word) => applied.headers.push(authorization(word, secret.expose())?),
        Place::Basic => applied.headers.push(authorization("Basic", &STANDARD.encode(secret.expose()))?),
        Place::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("`{name}` is no header name"))?;
            applied.headers.push((name, value(secret.expose())?));
        }
        Place::Query(name) => applied.query.push(pair(name, &secret, Keep::Unreserved)),
        Place::Cookie(name) => applied.cookies.push(pair(name, &secret, Keep::Cookie)),
    }
    Ok(())
}

fn authorization(word: &str, text: &str) -> Result<(HeaderName, HeaderValue), String> {
    Ok((AUTHORIZATION, value(&format!("{word} {text}"))?))
}

fn value(text: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_str(text).map_err(|_| "its text cannot stand in a header".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}

fn pair(name: &str, secret: &Secret, keep: Keep) -> String {
    let mut pair = String::new();
    push_encoded(&mut pair, name, Keep::Unreserved);
    pair.push('=');
    push_encoded(&mut pair, secret.expose(), keep);
    pair
}
