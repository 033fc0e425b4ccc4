//! Credentials onto a request: which scheme is used, and what that adds.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::super::api::Place;
use super::super::client::{Client, Settings};
use super::super::encode::{Keep, push_encoded};
use super::super::error::{Error, Fault, Reason};
use super::super::future::BoxError;
use super::super::operation::Operation;
use super::Secret;
use super::source::{Credential, TokenSource};

/// What credentials add to a request.
#[derive(Default)]
pub(in super::super) struct Applied {
    /// Headers, marked as sensitive.
    pub(in super::super) headers: Vec<(HeaderName, HeaderValue)>,
    /// Pairs for the query, encoded.
    pub(in super::super) query: Vec<String>,
    /// Pairs for the `Cookie` header, encoded.
    pub(in super::super) cookies: Vec<String>,
    /// The tokens among them that come from a source.
    tokens: Vec<(Arc<dyn TokenSource>, Secret)>,
}

impl Applied {
    /// Whether there are none.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.query.is_empty() && self.cookies.is_empty()
    }

    /// Tells the sources that their tokens were refused. Whether there are any: only they may give others.
    pub(in super::super) fn refuse(&self) -> bool {
        self.tokens.iter().for_each(|(source, token)| source.refused(token));
        !self.tokens.is_empty()
    }

    /// Whether these are other tokens than those.
    pub(in super::super) fn differs(&self, from: &Self) -> bool {
        let tokens = |applied: &'_ Self| applied.tokens.iter().map(|(_, token)| token.clone()).collect::<Vec<_>>();
        tokens(self) != tokens(from)
    }
}

/// The first alternative of the operation for which there are all credentials. Without one the request goes out bare: it
/// is for the server to refuse it, and its answer is a typed error of the operation.
pub(in super::super) async fn apply(client: &Client, operation: &'static Operation) -> Result<Applied, Error> {
    let settings = &client.inner.settings;
    let (api, credentials) = (settings.api, &settings.credentials);
    let complete =
        |schemes: &&&[&str]| !schemes.is_empty() && schemes.iter().all(|name| credentials.contains_key(name));
    let mut applied = Applied::default();
    for name in operation.alternatives().iter().find(complete).copied().unwrap_or_default() {
        if let Some(header) = client.inner.lasting.get(name) {
            applied.headers.push(header.clone());
            continue;
        }
        let (Some(credential), Some(scheme)) = (credentials.get(name), api.scheme(name)) else { continue };
        let failed = |reason: BoxError| {
            Error::new(Fault::Credential { scheme: name, reason: Reason(reason) }).in_operation(operation)
        };
        let secret = match credential.fixed() {
            Ok(secret) => secret,
            Err(source) => {
                let secret = source.token(client).await.map_err(failed)?.into_secret();
                applied.tokens.push((Arc::clone(source), secret.clone()));
                secret
            }
        };
        put(&mut applied, scheme.place, &secret).map_err(|reason| failed(reason.into()))?;
    }
    Ok(applied)
}

/// The headers of credentials that stay the same, by the names of their schemes. What cannot be one is left out: the call
/// that needs it fails.
pub(in super::super) fn lasting(settings: &Settings) -> BTreeMap<&'static str, (HeaderName, HeaderValue)> {
    let header = |(name, credential): (&&'static str, &Credential)| {
        let mut applied = Applied::default();
        put(&mut applied, settings.api.scheme(name)?.place, &credential.fixed().ok()?).ok()?;
        Some((*name, applied.headers.pop()?))
    };
    settings.credentials.iter().filter_map(header).collect()
}

fn put(applied: &mut Applied, place: Place, secret: &Secret) -> Result<(), String> {
    match place {
        Place::Bearer => applied.headers.push(authorization("Bearer", secret.expose())?),
        Place::Http(word) => applied.headers.push(authorization(word, secret.expose())?),
        Place::Basic => applied.headers.push(authorization("Basic", &STANDARD.encode(secret.expose()))?),
        Place::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("`{name}` is no header name"))?;
            applied.headers.push((name, value(secret.expose())?));
        }
        Place::Query(name) => applied.query.push(pair(name, secret, Keep::Unreserved)),
        Place::Cookie(name) => applied.cookies.push(pair(name, secret, Keep::Cookie)),
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
