//! One request to a token endpoint, and what its answer says.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;

use super::super::auth::{Secret, Token};
use super::super::client::Client;
use super::super::encode::{Keep, push_encoded};
use super::super::error::Error;
use super::super::json::{self, Value};
use super::super::operation::Operation;
use super::super::request::Request;
use super::error::{Kind, OAuthError, known};
use super::grant::Grant;

/// A request of the OAuth 2 server. A redirect of it is an answer: secrets stand in its body, and go nowhere else.
static EXCHANGE: Operation =
    Operation::new("oauth", "POST", "/{endpoint}").redirects(&[300, 301, 302, 303, 304, 305, 307, 308]);

/// What a token endpoint gives.
pub(super) struct Granted {
    pub(super) token: Token,
    pub(super) refresh: Option<Secret>,
}

/// Asks for a token.
pub(super) async fn token(
    client: &Client,
    url: &str,
    grant: &Grant,
    fields: &[(&str, &str)],
) -> Result<Granted, OAuthError> {
    let answer = ask(client, url, grant, fields).await?;
    let token = text(&answer, "access_token").ok_or(Kind::NoToken)?;
    let token = Token::new(token);
    let token = seconds(&answer, "expires_in").into_iter().fold(token, Token::lasting);
    Ok(Granted { token, refresh: text(&answer, "refresh_token").map(Secret::from) })
}

/// Sends the fields, with what the grant adds, and reads the object that comes back.
pub(super) async fn ask(
    client: &Client,
    url: &str,
    grant: &Grant,
    fields: &[(&str, &str)],
) -> Result<Value, OAuthError> {
    let base = client.base(&EXCHANGE)?;
    let url = resolved(&base, url)?;
    let client = at(client, &base, &url)?;
    let mut body: BTreeMap<String, String> =
        grant.parameters.iter().map(|(name, value)| (name.clone(), value.expose().to_owned())).collect();
    body.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let mut request = Request::new(&client, &EXCHANGE);
    match (&grant.id, &grant.secret) {
        (Some(id), Some(secret)) if !grant.secret_in_body => {
            request = request.with_header("authorization", &basic(id, secret));
        }
        (id, secret) => {
            body.extend(id.iter().map(|id| ("client_id".to_owned(), id.clone())));
            body.extend(secret.iter().map(|secret| ("client_secret".to_owned(), secret.expose().to_owned())));
        }
    }
    request.parts.repeats_if_refused = true;
    request.parts.path.push(("endpoint", url.path().trim_start_matches('/').to_owned()));
    request.parts.query.extend(url.query().map(|query| ("", query.to_owned())));
    let answer = request.form(&body, &[]).send_raw().await?;
    let value: Option<Value> = json::from_slice(answer.body()).ok();
    // Some servers refuse with a 200.
    if let Some(code) = value.as_ref().and_then(|value| text(value, "error")).and_then(|code| known(&code)) {
        return Err(Kind::Refused(code).into());
    }
    match value {
        Some(value) if answer.status().is_success() => Ok(value),
        None if answer.status().is_success() => Err(Kind::NoToken.into()),
        _ => Err(answer.undeclared().into()),
    }
}

/// A URL of the document, perhaps relative to the server, which counts as a folder as it does for paths.
fn resolved(base: &Url, url: &str) -> Result<Url, Error> {
    let mut folder = base.clone();
    folder.set_path(&format!("{}/", base.path().trim_end_matches('/')));
    let url = folder.join(url).map_err(|error| Error::invalid(format!("the token URL is none: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return Err(Error::invalid("the token URL is neither http nor https, or holds a user or a password"));
    }
    if base.scheme() == "https" && url.scheme() == "http" {
        return Err(Error::invalid("the token URL would leave https"));
    }
    Ok(url)
}

/// A client of the server there. What the caller's sends by default is not for it, nor what hooks add, if it is another.
fn at(client: &Client, server: &Url, url: &Url) -> Result<Client, Error> {
    let mut base = url.clone();
    base.set_path("/");
    base.set_query(None);
    base.set_fragment(None);
    let mut builder = client.to_builder();
    builder.settings.base = Some(base);
    builder.settings.credentials.clear();
    builder.settings.headers.clear();
    builder.settings.makes_keys = false;
    if url.origin() != server.origin() {
        builder.settings.hooks.clear();
    }
    builder.build()
}

fn basic(id: &str, secret: &Secret) -> String {
    let mut pair = String::new();
    push_encoded(&mut pair, id, Keep::Form);
    pair.push(':');
    push_encoded(&mut pair, secret.expose(), Keep::Form);
    format!("Basic {}", STANDARD.encode(pair))
}

/// A member that is a text, and not empty.
pub(super) fn text(answer: &Value, name: &str) -> Option<String> {
    answer.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A member that is a number of seconds; some servers write it as a text.
pub(super) fn seconds(answer: &Value, name: &str) -> Option<Duration> {
    let value = answer.get(name)?;
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok()
}
