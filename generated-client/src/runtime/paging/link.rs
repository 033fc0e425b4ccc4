//! Where the next page is, by the `Link` header or by a URL in the page. Only the query of such a URL is used.

use http::HeaderMap;
use http::header::LINK;
use reqwest::Url;

/// The target of `rel="next"` (RFC 8288, section 3).
pub(super) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_in)
}

fn next_in(header: &str) -> Option<&str> {
    let mut rest = header;
    loop {
        let (target, after) = rest.split_once('<')?.1.split_once('>')?;
        let (mut parameters, left) = cut(after, b',');
        while !parameters.is_empty() {
            let (parameter, others) = cut(parameters, b';');
            if is_next(parameter) {
                return Some(target);
            }
            parameters = others;
        }
        rest = left;
    }
}

/// What stands before and after a separator that is not quoted.
fn cut(text: &str, separator: u8) -> (&str, &str) {
    let mut is_quoted = false;
    let place = text.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == separator && !is_quoted
    });
    let (before, rest) = text.split_at_checked(place.unwrap_or(text.len())).unwrap_or_default();
    (before, rest.get(1..).unwrap_or_default())
}

fn is_next(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
    name.trim().eq_ignore_ascii_case("rel") && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
}

/// The query of a URL, if it is one of the same server as `base`. Servers behind a proxy may believe in `http`, so that
/// the scheme does not count where the ports are the usual ones: the URL itself is not asked for.
pub(super) fn query(base: &Url, target: &str) -> Option<String> {
    let url = base.join(target).ok()?;
    let usual = |url: &Url| url.port().is_none() && matches!(url.scheme(), "http" | "https");
    let same = url.origin() == base.origin() || (url.host_str() == base.host_str() && usual(&url) && usual(base));
    same.then(|| url.query().unwrap_or_default().to_owned())
}

/// The value of a parameter in the query of a URL.
pub(super) fn value(url: &str, parameter: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let found = url.query_pairs().find(|(name, _)| name == parameter)?;
    Some(found.1.into_owned())
}
