//! A URL that a document is served at to its text, or to the one thing that is wrong: no answer is ever "no change".
//!
//! Keeps the last text of each URL with its `ETag` where a folder is given. Whether a text is a document is for the
//! next stages; that it is none at all, such as a page to log in at, is told here.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, Response, header};
use ureq::{Body, Error};
use url::Url;

use super::fetch::{agent, check_scheme, is_loopback, redirected, without_credentials};
use super::read::{ReadOptions, capped};
use crate::diagnostics::codes;

/// How a served document is asked for.
#[derive(Clone, Debug)]
pub struct Live {
    /// Where it is served.
    pub url: String,
    /// Headers to send, such as credentials; they go to no other host.
    pub headers: Vec<(String, String)>,
    /// The folder of the last texts.
    pub cache: Option<PathBuf>,
    /// The most seconds that all of it may take.
    pub seconds: u64,
}

/// A text that was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The text.
    pub text: String,
    /// The server said that it is the one of the last time.
    pub is_unchanged: bool,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// The URL is none, or not to be fetched: http from elsewhere, a redirect from https to http.
    Insecure,
    /// No connection: no such host, refused, no TLS.
    Unreachable,
    /// It took too long.
    Timeout,
    /// More redirects than are followed, or one that leads nowhere.
    Redirects,
    /// The server wants credentials, or others: 401, 403, 407.
    Refused,
    /// Another status that is no success.
    Status,
    /// The answer broke off.
    Partial,
    /// It is longer than the limit.
    TooLarge,
    /// 304, though there is no text of the last time.
    Unasked,
    /// Nothing was sent.
    Empty,
    /// A page of HTML, such as one to log in at.
    Html,
    /// No text in UTF-8.
    NotText,
    /// Neither JSON nor YAML.
    Syntax,
    /// JSON or YAML, and no OpenAPI document.
    NotOpenapi,
    /// An OpenAPI document of which nothing can be read.
    Invalid,
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub wrong: Wrong,
    /// In words, with the URL.
    pub message: String,
}

impl Wrong {
    /// Its name, which stays the same for ever.
    pub fn code(self) -> &'static str {
        match self {
            Self::Insecure => "live-insecure",
            Self::Unreachable => "live-unreachable",
            Self::Timeout => "live-timeout",
            Self::Redirects => "live-redirects",
            Self::Refused => "live-refused",
            Self::Status => "live-status",
            Self::Partial => "live-partial",
            Self::TooLarge => "live-too-large",
            Self::Unasked => "live-not-modified",
            Self::Empty => "live-empty",
            Self::Html => "live-html",
            Self::NotText => "live-not-text",
            Self::Syntax => "live-syntax",
            Self::NotOpenapi => "live-not-openapi",
            Self::Invalid => "live-invalid",
        }
    }

    /// The exit code: 3 where nothing whole was had, 4 where it is no document.
    pub fn exit(self) -> u8 {
        if self < Self::Empty { 3 } else { 4 }
    }
}

impl Fault {
    /// A fault of what is served at this URL.
    pub fn new(wrong: Wrong, url: &str, reason: impl fmt::Display) -> Self {
        Self { wrong, message: format!("`{}`: {reason}", without_credentials(url)) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.wrong.code(), self.message)
    }
}

impl std::error::Error for Fault {}

const MOST_REDIRECTS: usize = 5;

impl Live {
    /// The text that is served.
    ///
    /// # Errors
    /// What is wrong with the answer.
    pub fn fetch(&self, options: &ReadOptions) -> Result<Served, Fault> {
        let known = self.cache.as_deref().and_then(|folder| Kept::read(folder, &self.url));
        let answer = self.answer(known.as_ref(), options)?;
        if answer.status().as_u16() == 304 {
            let text = known.map(|kept| kept.text).ok_or_else(|| {
                self.fault(Wrong::Unasked, "the server answered 304, though no earlier text is at hand")
            })?;
            return Ok(Served { text, is_unchanged: true });
        }
        self.check_status(&answer)?;
        let headers = answer.headers().clone();
        let text = self.text(answer, &headers, options)?;
        if let Some(folder) = &self.cache {
            // A text that cannot be kept is fetched again the next time.
            let _ = Kept::new(&self.url, &headers, &text).write(folder);
        }
        Ok(Served { text, is_unchanged: false })
    }

    fn fault(&self, wrong: Wrong, reason: impl fmt::Display) -> Fault {
        Fault::new(wrong, &self.url, reason)
    }

    fn answer(&self, known: Option<&Kept>, options: &ReadOptions) -> Result<Response<Body>, Fault> {
        let first = Url::parse(&self.url).map_err(|error| self.fault(Wrong::Insecure, error))?;
        check_scheme(&first, options).map_err(|error| self.fault(Wrong::Insecure, error.message))?;
        let mut url = first.clone();
        for _ in 0..=MOST_REDIRECTS {
            let mut request = agent(is_loopback(&url), self.seconds).get(url.as_str());
            if url.origin() == first.origin() {
                request = self.headers.iter().fold(request, |request, (name, value)| request.header(name, value));
            }
            if let Some((name, value)) = known.and_then(Kept::condition) {
                request = request.header(name, value);
            }
            let answer = request.call().map_err(|error| self.fault(wrong(&error), error))?;
            if !answer.status().is_redirection() || answer.status().as_u16() == 304 {
                return Ok(answer);
            }
            url = redirected(&url, &answer, &without_credentials(&self.url), options).map_err(|error| {
                let insecure = error.code == codes::SOURCE_INSECURE;
                self.fault(if insecure { Wrong::Insecure } else { Wrong::Redirects }, error.message)
            })?;
        }
        Err(self.fault(Wrong::Redirects, format!("more than {MOST_REDIRECTS} redirects")))
    }

    fn check_status(&self, answer: &Response<Body>) -> Result<(), Fault> {
        let status = answer.status();
        match status.as_u16() {
            // Anything but the whole of it is a part.
            206 => Err(self.fault(Wrong::Partial, "the server answered with a part of it (206)")),
            200..=299 => Ok(()),
            401 | 403 | 407 => {
                Err(self.fault(Wrong::Refused, format!("the server answered {status}: it wants credentials")))
            }
            _ => Err(self.fault(Wrong::Status, format!("the server answered {status}"))),
        }
    }

    fn text(&self, answer: Response<Body>, headers: &HeaderMap, options: &ReadOptions) -> Result<String, Fault> {
        let bytes = capped(answer.into_body().into_reader(), options.max_bytes).map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
            let late = inner.is_some_and(|inner| matches!(inner, Error::Timeout(_)));
            let wrong = if late { Wrong::Timeout } else { Wrong::Partial };
            self.fault(wrong, format!("the answer broke off: {error}"))
        })?;
        if bytes.len() as u64 > options.max_bytes {
            return Err(self.fault(Wrong::TooLarge, format!("it is longer than {} bytes", options.max_bytes)));
        }
        let text = String::from_utf8(bytes).map_err(|_| self.fault(Wrong::NotText, "it is not text in UTF-8"))?;
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.is_empty() {
            return Err(self.fault(Wrong::Empty, "the answer is empty"));
        }
        let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        // Documents begin with a brace or a word; some servers call them HTML all the same.
        if start.starts_with('<') {
            let kind = if media_type.is_empty() { "of no stated type" } else { media_type };
            return Err(self.fault(Wrong::Html, format!("the answer is a page ({kind}), such as one to log in at")));
        }
        Ok(text)
    }
}

fn wrong(error: &Error) -> Wrong {
    match error {
        Error::Timeout(_) => Wrong::Timeout,
        Error::Protocol(_) | Error::BodyStalled => Wrong::Partial,
        Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Wrong::Partial,
        _ => Wrong::Unreachable,
    }
}

/// The text of the last time.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    url: String,
    etag: Option<String>,
    last_modified: Option<String>,
    text: String,
}

impl Kept {
    fn new(url: &str, headers: &HeaderMap, text: &str) -> Self {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (etag, last_modified) = (header(header::ETAG), header(header::LAST_MODIFIED));
        Self { url: without_credentials(url), etag, last_modified, text: text.to_owned() }
    }

    /// The header that asks for what is new only.
    fn condition(&self) -> Option<(&'static str, &str)> {
        let etag = self.etag.as_deref().map(|etag| ("if-none-match", etag));
        etag.or_else(|| self.last_modified.as_deref().map(|time| ("if-modified-since", time)))
    }

    fn file(folder: &Path, url: &str) -> PathBuf {
        // FNV-1a, 64 bits: the URL within the file tells whether it is the one.
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        folder.join(format!("{:016x}.json", without_credentials(url).bytes().fold(0xcbf2_9ce4_8422_2325, fold)))
    }

    fn read(folder: &Path, url: &str) -> Option<Self> {
        let text = std::fs::read_to_string(Self::file(folder, url)).ok()?;
        serde_json::from_str(&text).ok().filter(|kept: &Self| kept.url == without_credentials(url))
    }

    fn write(&self, folder: &Path) -> std::io::Result<()> {
        if self.condition().is_none() {
            return Ok(());
        }
        std::fs::create_dir_all(folder)?;
        std::fs::write(Self::file(folder, &self.url), serde_json::to_string(self)?)
    }
}
