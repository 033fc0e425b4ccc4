//! A URL to the bytes behind it: https, or http from this machine, with limits on time, size and redirects.
//!
//! Sends no credentials beyond those in the URL and keeps no cache.

use std::time::Duration;

use ureq::http::{Response, header};
use ureq::{Agent, Body};
use url::{Host, Url};

use super::read::{ReadOptions, capped};
use crate::diagnostics::{Diagnostic, Place, codes};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const WHOLE_SECONDS: u64 = 60;
const MOST_REDIRECTS: usize = 5;

/// The bytes behind a URL, one more than the limit at most.
pub(super) fn fetch(text: &str, options: &ReadOptions) -> Result<Vec<u8>, Diagnostic> {
    let shown = without_credentials(text);
    let mut url = Url::parse(text).map_err(|error| unreadable(&shown, &error.to_string()))?;
    check_scheme(&url, options)?;
    for _ in 0..=MOST_REDIRECTS {
        let answer = agent(is_loopback(&url), WHOLE_SECONDS)
            .get(url.as_str())
            .call()
            .map_err(|error| unreadable(&shown, &error.to_string()))?;
        if !answer.status().is_redirection() {
            return body(answer, &shown, options);
        }
        url = redirected(&url, &answer, &shown, options)?;
    }
    Err(unreadable(&shown, &format!("more than {MOST_REDIRECTS} redirects")))
}

/// The proxy of the environment is for other machines.
pub(super) fn agent(is_loopback: bool, seconds: u64) -> Agent {
    let config = Agent::config_builder();
    let config = if is_loopback { config.proxy(None) } else { config };
    let config = config
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_global(Some(Duration::from_secs(seconds)))
        .http_status_as_error(false)
        // Redirects are followed here, so that each is checked.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("specloom/", env!("CARGO_PKG_VERSION")))
        .accept("application/json, application/yaml, text/yaml, */*;q=0.5")
        .build();
    Agent::new_with_config(config)
}

fn body(answer: Response<Body>, shown: &str, options: &ReadOptions) -> Result<Vec<u8>, Diagnostic> {
    let status = answer.status();
    if !status.is_success() {
        return Err(unreadable(shown, &format!("the server answered {status}")));
    }
    capped(answer.into_body().into_reader(), options.max_bytes).map_err(|error| unreadable(shown, &error.to_string()))
}

pub(super) fn redirected(
    from: &Url,
    answer: &Response<Body>,
    shown: &str,
    options: &ReadOptions,
) -> Result<Url, Diagnostic> {
    let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let to = location.and_then(|location| from.join(location).ok());
    let to = to.ok_or_else(|| unreadable(shown, "a redirect that leads nowhere"))?;
    if from.scheme() == "https" && to.scheme() != "https" {
        let message = format!("`{shown}` redirects from https to {}", to.scheme());
        return Err(Diagnostic::new(codes::SOURCE_INSECURE, Place::Document, message));
    }
    check_scheme(&to, options)?;
    Ok(to)
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

pub(super) fn check_scheme(url: &Url, options: &ReadOptions) -> Result<(), Diagnostic> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) || options.allow_http => Ok(()),
        scheme => {
            let message = format!("`{}` would be fetched over {scheme}", without_credentials(url.as_str()));
            let mut diagnostic = Diagnostic::new(codes::SOURCE_INSECURE, Place::Document, message);
            diagnostic.help("use https; http is for loopback addresses, or has to be allowed");
            Err(diagnostic)
        }
    }
}

/// The URL as it may be shown and stored: without user name and password.
pub(super) fn without_credentials(text: &str) -> String {
    match Url::parse(text) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            let cleared = url.set_username("").is_ok() && url.set_password(None).is_ok();
            if cleared { url.into() } else { "<url>".to_owned() }
        }
        _ => text.to_owned(),
    }
}

fn unreadable(shown: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(codes::SOURCE_UNREADABLE, Place::Document, format!("cannot read `{shown}`: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// Answers each connection with the next text, `{}` standing for the server's own address.
    fn serve(answers: Vec<&'static str>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let own = address.clone();
        std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 4096]).unwrap();
                stream.write_all(answer.replace("{}", &own).as_bytes()).unwrap();
            }
        });
        address
    }

    const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 8\r\nconnection: close\r\n\r\n[1,2,34]";

    #[test]
    fn a_loopback_document_is_fetched_through_a_redirect() {
        let moved = "HTTP/1.1 302 Found\r\nlocation: {}/b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let address = serve(vec![moved, OK]);
        assert_eq!(fetch(&address, &ReadOptions::default()), Ok(b"[1,2,34]".to_vec()));
    }

    #[test]
    fn no_more_than_the_limit_and_one_is_read() {
        let options = ReadOptions { max_bytes: 3, ..ReadOptions::default() };
        assert_eq!(fetch(&serve(vec![OK]), &options), Ok(b"[1,2".to_vec()));
    }

    #[test]
    fn a_refusal_and_a_redirect_elsewhere_are_errors() {
        let gone = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let away = "HTTP/1.1 302 Found\r\nlocation: http://example.com/\r\ncontent-length: 0\r\n\r\n";
        let code = |answer| fetch(&serve(vec![answer]), &ReadOptions::default()).map_err(|error| error.code);
        assert_eq!(code(gone), Err(codes::SOURCE_UNREADABLE));
        assert_eq!(code(away), Err(codes::SOURCE_INSECURE));
    }

    #[test]
    fn plain_http_is_refused() {
        let code = |url| check_scheme(&Url::parse(url).unwrap(), &ReadOptions::default()).map_err(|error| error.code);
        assert_eq!(code("http://example.com/"), Err(codes::SOURCE_INSECURE));
        assert_eq!(code("http://localhost.example.com/"), Err(codes::SOURCE_INSECURE));
        assert_eq!(code("ftp://localhost/"), Err(codes::SOURCE_INSECURE));
        assert_eq!([code("http://[::1]:1/"), code("http://127.0.0.2/"), code("https://example.com/")], [Ok(()); 3]);
    }

    #[test]
    fn credentials_are_not_shown() {
        assert_eq!(without_credentials("https://user:secret@example.com/a"), "https://example.com/a");
        assert_eq!(without_credentials("https://example.com/a"), "https://example.com/a");
    }
}
