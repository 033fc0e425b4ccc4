//! Where a call goes: the server, the path and the query, encoded already.

use super::encode;
use super::error::Error;
use super::request::Request;

/// Where the operation is, with the values of the call.
pub(super) fn url_of(request: &Request<'_>) -> Result<String, Error> {
    let base = request.client.base(request.operation)?;
    let path = encode::fill(request.operation.path(), &request.parts.path).map_err(Error::invalid)?;
    let query = request.parts.query.iter().map(|(_, text)| text.as_str());
    Ok(with_query(format!("{}{path}", base.as_str().trim_end_matches('/')), query))
}

/// `url` with pairs added to its query.
pub(super) fn with_query<'q>(mut url: String, pairs: impl Iterator<Item = &'q str>) -> String {
    for pair in pairs {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pair);
    }
    url
}
