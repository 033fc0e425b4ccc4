//! Where a call goes: the server, the path and the query, encoded already.

use reqwest::Url;

use super::encode;
use super::error::Error;
use super::request::Request;

/// Where the operation is, with the values of the call.
pub(super) fn url_of(request: &Request<'_>) -> Result<Url, Error> {
    let base = request.client.base(request.operation)?;
    let (base, path, parts) = (base.as_str().trim_end_matches('/'), request.operation.path(), &request.parts);
    let values: usize = parts.path.iter().chain(&parts.query).map(|(_, text)| text.len() + 1).sum();
    let mut url = String::with_capacity(base.len() + path.len() + values);
    url.push_str(base);
    encode::fill(&mut url, path, &parts.path).map_err(Error::invalid)?;
    for (_, pair) in &parts.query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pair);
    }
    parsed(&url)
}

/// `url` with pairs added to its query.
pub(super) fn with_query(url: &Url, pairs: &[String]) -> Url {
    let mut url = url.clone();
    let pairs = url.query().into_iter().chain(pairs.iter().map(String::as_str)).collect::<Vec<_>>().join("&");
    url.set_query(Some(&pairs));
    url
}

/// The base was parsed and what follows it is encoded, so that a call has a URL; what a server says may be none.
pub(super) fn parsed(url: &str) -> Result<Url, Error> {
    Url::parse(url).map_err(|error| Error::invalid(format!("the URL is none: {error}")))
}
